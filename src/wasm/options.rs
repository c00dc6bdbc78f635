//! Takes the options apart by hand: deserializers for these few fields cost several kilobytes.

use crate::api::{Options, Override};
use crate::text::fill;
use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

/// # Errors
/// If something is there that is not declared, or of another type.
pub(super) fn read(options: &JsValue) -> Result<Options, JsError> {
    let mut read = Options::default();
    if options.is_undefined() || options.is_null() {
        return Ok(read);
    }
    for (name, value) in entries(options, "the options")? {
        match name.as_str() {
            "host" => read.host = Some(text(&value, &name)?),
            "path" => read.path = Some(text(&value, &name)?),
            "rules" => read.rules = levels(&value)?,
            "overrides" => {
                for section in items(&value, &name)? {
                    read.overrides.push(section_of(&section)?);
                }
            }
            "unsafe" => read.r#unsafe = value.as_bool().ok_or_else(|| mistyped(&name))?,
            _ => return Err(unknown(&name, "`host`, `path`, `rules`, `overrides` and `unsafe`")),
        }
    }
    Ok(read)
}

fn section_of(object: &JsValue) -> Result<Override, JsError> {
    let mut read = Override::default();
    for (name, value) in entries(object, "an override")? {
        match name.as_str() {
            "host" => read.host = Some(text(&value, &name)?),
            "rules" => read.rules = levels(&value)?,
            "paths" => {
                for path in items(&value, &name)? {
                    read.paths.push(text(&path, &name)?);
                }
            }
            _ => return Err(unknown(&name, "`paths`, `host` and `rules`")),
        }
    }
    Ok(read)
}

fn levels(value: &JsValue) -> Result<Vec<(String, String)>, JsError> {
    let mut read = Vec::new();
    for (name, level) in entries(value, "`rules`")? {
        let level = text(&level, &name)?;
        read.push((name, level));
    }
    Ok(read)
}

/// The entries of an object that have a value.
fn entries(value: &JsValue, what: &str) -> Result<Vec<(String, JsValue)>, JsError> {
    let object = value.dyn_ref::<Object>().filter(|_| !Array::is_array(value));
    let object = object.ok_or_else(|| JsError::new(&fill("{} must be an object", &[what])))?;
    let mut read = Vec::new();
    for entry in Object::entries(object) {
        let entry = Array::from(&entry);
        let value = entry.get(1);
        if !value.is_undefined() && !value.is_null() {
            read.push((entry.get(0).as_string().unwrap_or_default(), value));
        }
    }
    Ok(read)
}

fn items(value: &JsValue, name: &str) -> Result<Array, JsError> {
    value.dyn_ref::<Array>().cloned().ok_or_else(|| mistyped(name))
}

fn text(value: &JsValue, name: &str) -> Result<String, JsError> {
    value.as_string().ok_or_else(|| mistyped(name))
}

fn mistyped(name: &str) -> JsError {
    JsError::new(&fill("the option `{}` has a value of the wrong type", &[name]))
}

fn unknown(name: &str, known: &str) -> JsError {
    JsError::new(&fill("unknown option `{}`; known are {}", &[name, known]))
}
