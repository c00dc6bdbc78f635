//! The JavaScript edge: each function takes its arguments apart, calls the [`api`](crate::api) and
//! hands the result over as plain objects. Nothing is decided here.

mod dom;

use crate::api::{self, CheckResult, FixResult, Options, PreviewResult, RuleInfo};
use crate::document::Document;
use crate::preview::Preview;
use crate::reading::Reading;
use wasm_bindgen::prelude::*;

/// Makes a panic report itself to the console before the instance is given up.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// Says what the host makes of `source`. Offsets in the result are UTF-16 code units.
///
/// Throws if the options name an unknown host; never because of the source.
#[wasm_bindgen]
pub fn check(source: &str, options: Option<Options>) -> Result<CheckResult, JsError> {
    #[cfg(feature = "panic-on-request")]
    assert!(source != "passmuster: panic, please", "panicked on request");
    Ok(api::check(source, &options.unwrap_or_default())?)
}

/// Renders what the agent gets, as safe HTML.
///
/// Throws if the options name an unknown host; never because of the source.
#[wasm_bindgen]
pub fn preview(source: &str, options: Option<Options>) -> Result<PreviewResult, JsError> {
    Ok(api::preview(source, &options.unwrap_or_default())?)
}

/// Applies the safe fixes of all findings, with `unsafe: true` also those that guess.
///
/// Throws if the options name an unknown host; never because of the source.
#[wasm_bindgen]
pub fn fix(source: &str, options: Option<Options>) -> Result<FixResult, JsError> {
    Ok(api::fix(source, &options.unwrap_or_default())?)
}

/// All rules, by name.
#[wasm_bindgen(unchecked_return_type = "RuleInfo[]")]
pub fn rules() -> Result<JsValue, JsError> {
    Ok(serde_wasm_bindgen::to_value(&api::rules())?)
}

/// The version of this library.
#[wasm_bindgen]
pub fn version() -> String {
    api::version().to_owned()
}

/// Keeps an element of the page showing the preview of a source, changing only the blocks that differ.
#[wasm_bindgen]
pub struct PreviewPane {
    patcher: dom::Patcher,
}

#[wasm_bindgen]
impl PreviewPane {
    /// Takes `element` over and empties it.
    #[wasm_bindgen(constructor)]
    pub fn new(element: web_sys::Element) -> Self {
        Self { patcher: dom::Patcher::new(element) }
    }

    /// Shows `source`.
    ///
    /// Throws if the options name an unknown host, or if the page's DOM refuses a change.
    pub fn update(&mut self, source: &str, options: Option<Options>) -> Result<(), JsValue> {
        let options = options.unwrap_or_default();
        let host = options.host().map_err(|error| JsError::from(error))?;
        let document = Document::parse(source);
        let reading = Reading::of(&document, host, options.path.as_deref());
        let description = reading.agent.as_ref().map(|agent| agent.description.as_str());
        self.patcher.update(&Preview::new(description, document.text(document.envelope.prompt)))
    }
}
