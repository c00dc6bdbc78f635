use crate::text::Span;

/// An agent as the host would run it.
#[derive(Clone, Debug)]
pub struct Agent {
    /// The name that the host shows to the model.
    pub name: String,
    /// The description that the host shows to the model.
    pub description: String,
    /// The tools as the host lists them to the model.
    pub tools_listed: String,
    /// The tools that the agent would really get, by the host's own names; `None` for all.
    pub tools_granted: Option<Vec<String>>,
    /// The model id that the host would ask the API for; `None` when the agent inherits it.
    pub model_requested: Option<String>,
    /// The agent's own part of the system prompt, in bytes of the source.
    pub prompt: Span,
}
