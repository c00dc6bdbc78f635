//! The JavaScript edge: each function takes its arguments apart, calls the [`api`](crate::api) and
//! hands the result over as plain objects. Nothing is decided here.

#![allow(unreachable_pub, reason = "JavaScript reaches what Rust can't")]

mod dom;
mod options;

use crate::api::{self, CheckResult, ConfigResult, FixResult, Options, PreviewPart, PreviewResult};
use serde::Serialize;
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

/// Makes a panic report itself to the console before the instance is given up.
#[wasm_bindgen(start)]
fn start() {
    console_error_panic_hook::set_once();
}

#[wasm_bindgen(typescript_custom_section)]
const LEVEL: &str = r#"
/**
 * What to do with a rule: not run it (`off`), run it (`on`), or run it and call all its findings this
 * bad (`info`, `warning`, `error`).
 */
export type Level = "off" | "on" | "info" | "warning" | "error";
"#;

fn to_options(options: Option<Ts<Options>>) -> Result<Options, JsError> {
    options.map_or_else(|| Ok(Options::default()), |options| options::read(&options.js_value()))
}

/// Says what the host makes of `source`. Offsets in the result are UTF-16 code units.
///
/// Throws if the options are not as declared or name a host or rule that there is not; never because of the source.
#[wasm_bindgen]
pub fn check(source: &str, options: Option<Ts<Options>>) -> Result<Ts<CheckResult>, JsError> {
    #[cfg(feature = "panic-on-request")]
    assert!(source != "passmuster: panic, please", "panicked on request");
    checked(source, options, false)
}

/// Shared by two exports, so that what makes objects of a result is there once.
#[inline(never)]
fn checked(source: &str, options: Option<Ts<Options>>, brief: bool) -> Result<Ts<CheckResult>, JsError> {
    let mut result = api::check(source, &to_options(options)?)?;
    if let Some(agent) = result.agent.as_mut().filter(|_| brief) {
        agent.prompt.clear();
        agent.description.clear();
    }
    Ok(result.into_ts()?)
}

// What `check` says of a text in UTF-8, for the command line: of many files most is read and little is shown. `brief`
// leaves out what nobody needs who shows findings: the prompt and the description. It throws also if the bytes are not
// UTF-8. (No documentation: that would be copied into the JavaScript.)
#[wasm_bindgen(js_name = checkBytes, skip_typescript)]
pub fn check_bytes(source: &[u8], options: Option<Ts<Options>>, brief: bool) -> Result<Ts<CheckResult>, JsError> {
    let source = std::str::from_utf8(source).map_err(|_| JsError::new("not UTF-8"))?;
    checked(source, options, brief)
}

/// Renders what the agent gets, as safe HTML.
///
/// Throws if the options are not as declared or name a host or rule that there is not; never because of the source.
#[wasm_bindgen]
pub fn preview(source: &str, options: Option<Ts<Options>>) -> Result<Ts<PreviewResult>, JsError> {
    Ok(api::preview(source, &to_options(options)?)?.into_ts()?)
}

/// Applies the safe fixes of all findings, with `unsafe: true` also those that guess.
///
/// Throws if the options are not as declared or name a host or rule that there is not; never because of the source.
#[wasm_bindgen]
pub fn fix(source: &str, options: Option<Ts<Options>>) -> Result<Ts<FixResult>, JsError> {
    Ok(api::fix(source, &to_options(options)?)?.into_ts()?)
}

/// What could be written at `offset`, which counts UTF-16 code units; `null` where there is nothing to offer.
///
/// Throws if the options are not as declared or name a host or rule that there is not; never because of the source.
#[wasm_bindgen(unchecked_return_type = "CompleteResult | null")]
pub fn complete(source: &str, offset: u32, options: Option<Ts<Options>>) -> Result<JsValue, JsError> {
    or_null(api::complete(source, offset, &to_options(options)?)?)
}

/// What there is to know about `offset`, which counts UTF-16 code units; `null` where there is nothing to say.
///
/// Throws if the options are not as declared or name a host or rule that there is not; never because of the source.
#[wasm_bindgen(unchecked_return_type = "HoverResult | null")]
pub fn hover(source: &str, offset: u32, options: Option<Ts<Options>>) -> Result<JsValue, JsError> {
    or_null(api::hover(source, offset, &to_options(options)?)?)
}

fn or_null<T: Tsify + Serialize>(result: Option<T>) -> Result<JsValue, JsError> {
    Ok(result.map_or(Ok(JsValue::NULL), |result| result.into_ts().map(|result| result.js_value()))?)
}

/// The edit that leaves the finding of `rule` from `from` to `to`, which count UTF-16 code units, out by a
/// comment in the frontmatter; `null` if there is no such finding, or nowhere to write the comment.
///
/// Throws if the options are not as declared or name a host or rule that there is not; never because of the source.
#[wasm_bindgen(unchecked_return_type = "EditInfo | null", skip_typescript)]
pub fn suppress(
    source: &str,
    rule: &str,
    from: u32,
    to: u32,
    options: Option<Ts<Options>>,
) -> Result<JsValue, JsError> {
    or_null(api::suppress(source, rule, from, to, &to_options(options)?)?)
}

/// Reads a `passmuster.yaml`. Its `config` can be spread into the options of all other calls.
///
/// Never throws: what makes no sense in the file is in the result.
#[wasm_bindgen(js_name = readConfig)]
pub fn read_config(source: &str) -> Result<Ts<ConfigResult>, JsError> {
    Ok(api::read_config(source).into_ts()?)
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
    part: PreviewPart,
    places: Vec<u32>,
}

#[wasm_bindgen]
impl PreviewPane {
    /// Takes `element` over and empties it. `part` is `description` or `prompt`, or all.
    #[wasm_bindgen(constructor)]
    pub fn new(element: web_sys::Element, part: &str) -> Self {
        let part = match part {
            "description" => PreviewPart::Description,
            "prompt" => PreviewPart::Prompt,
            _ => PreviewPart::All,
        };
        Self { patcher: dom::Patcher::new(element), part, places: Vec::new() }
    }

    /// Shows `source`, and tells whether it had to be cut because it grew out of proportion.
    ///
    /// Throws if the options are not as declared or name a host or rule that there is not, or if the page's DOM
    /// refuses a change.
    pub fn update(&mut self, source: &str, options: Option<Ts<Options>>) -> Result<bool, JsValue> {
        let drawn = api::draw_preview(source, &to_options(options)?, self.part).map_err(JsError::from)?;
        self.places = Vec::new();
        self.patcher.update(&drawn.preview)?;
        self.places = drawn.places;
        Ok(drawn.preview.truncated)
    }

    /// Where each of the blocks shown is from, in their order: its start and its end, in UTF-16 code units.
    pub fn places(&self) -> Vec<u32> {
        self.places.clone()
    }
}

/// Half the code of the standard library's.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
