//! The JavaScript edge: each function takes its arguments apart, calls the [`api`](crate::api) and
//! hands the result over as plain objects. Nothing is decided here.

#![allow(unreachable_pub, reason = "JavaScript reaches what Rust can't")]

mod dom;

use crate::api::{self, CheckResult, FixResult, Options, PreviewResult, RuleInfo};
use crate::document::Document;
use crate::preview::Preview;
use crate::reading::Reading;
use js_sys::{Array, Object};
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

/// Makes a panic report itself to the console before the instance is given up.
#[wasm_bindgen(start)]
fn start() {
    console_error_panic_hook::set_once();
}

/// Takes the options apart by hand: a deserializer for these few fields costs several kilobytes.
fn to_options(options: Option<Ts<Options>>) -> Result<Options, JsError> {
    let mut read = Options::default();
    let Some(options) = options.map(|options| options.js_value()).filter(|options| !options.is_null()) else {
        return Ok(read);
    };
    let Some(object) = options.dyn_ref::<Object>() else {
        return Err(JsError::new("the options must be an object"));
    };
    for entry in Object::entries(object).iter() {
        let entry = Array::from(&entry);
        let (name, value) = (entry.get(0).as_string().unwrap_or_default(), entry.get(1));
        if value.is_undefined() || value.is_null() {
            continue;
        }
        let understood = match name.as_str() {
            "host" => value.as_string().map(|host| read.host = Some(host)),
            "path" => value.as_string().map(|path| read.path = Some(path)),
            "unsafe" => value.as_bool().map(|guesses| read.r#unsafe = guesses),
            _ => {
                return Err(JsError::new(
                    &["unknown option `", &name, "`; known are `host`, `path` and `unsafe`"].concat(),
                ));
            }
        };
        if understood.is_none() {
            return Err(JsError::new(&["the option `", &name, "` has a value of the wrong type"].concat()));
        }
    }
    Ok(read)
}

/// Says what the host makes of `source`. Offsets in the result are UTF-16 code units.
///
/// Throws if the options are not as declared or name an unknown host; never because of the source.
#[wasm_bindgen]
pub fn check(source: &str, options: Option<Ts<Options>>) -> Result<Ts<CheckResult>, JsError> {
    #[cfg(feature = "panic-on-request")]
    assert!(source != "passmuster: panic, please", "panicked on request");
    Ok(api::check(source, &to_options(options)?)?.into_ts()?)
}

/// Renders what the agent gets, as safe HTML.
///
/// Throws if the options are not as declared or name an unknown host; never because of the source.
#[wasm_bindgen]
pub fn preview(source: &str, options: Option<Ts<Options>>) -> Result<Ts<PreviewResult>, JsError> {
    Ok(api::preview(source, &to_options(options)?)?.into_ts()?)
}

/// Applies the safe fixes of all findings, with `unsafe: true` also those that guess.
///
/// Throws if the options are not as declared or name an unknown host; never because of the source.
#[wasm_bindgen]
pub fn fix(source: &str, options: Option<Ts<Options>>) -> Result<Ts<FixResult>, JsError> {
    Ok(api::fix(source, &to_options(options)?)?.into_ts()?)
}

/// All rules, by name.
#[wasm_bindgen]
pub fn rules() -> Result<Vec<Ts<RuleInfo>>, JsError> {
    api::rules().iter().map(|rule| Ok(rule.into_ts()?)).collect()
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

    /// Shows `source`, and tells whether it had to be cut because it grew out of proportion.
    ///
    /// Throws if the options are not as declared or name an unknown host, or if the page's DOM
    /// refuses a change.
    pub fn update(&mut self, source: &str, options: Option<Ts<Options>>) -> Result<bool, JsValue> {
        let options = to_options(options)?;
        let host = options.host().map_err(JsError::from)?;
        let document = Document::parse(source);
        let reading = Reading::of(&document, host, options.path.as_deref());
        let description = reading.agent.as_ref().map(|agent| agent.description.as_str());
        let preview = Preview::new(description, document.text(document.envelope.prompt));
        self.patcher.update(&preview)?;
        Ok(preview.truncated)
    }
}

/// Half the code of the standard library's.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
