//! What the page's scripts call: texts, bytes and JSON in and out.

use std::collections::BTreeMap;

use wasm_bindgen::prelude::wasm_bindgen;

use super::{Broken, Collection, Given, Submitted};
use crate::framework::Framework;

#[wasm_bindgen]
extern "C" {
    /// Told the path of each file before it is read; the page's scripts define it.
    fn announce(path: &str);
}

/// The files of a run: a list of what was handed over, as JSON → each one's place and how much of it is to be read, as JSON.
#[wasm_bindgen]
#[must_use]
pub fn places(given: &str) -> String {
    let given: Vec<Given> = serde_json::from_str(given).unwrap_or_default();
    super::view::json(&super::places(&given))
}

/// A grid of invented schools, as a CSV file.
#[wasm_bindgen]
#[must_use]
pub fn example() -> String {
    super::example()
}

/// Reads a file in its place (JSON); `broken` says which files broke a reader, and how (JSON).
#[wasm_bindgen]
#[must_use]
pub fn read(place: &str, bytes: &[u8], broken: &str) -> Vec<u8> {
    let broken: BTreeMap<String, Broken> = serde_json::from_str(broken).unwrap_or_default();
    place_of(place).map_or_else(Vec::new, |at| super::read(&at, bytes, &broken, announce))
}

/// Reads a register; `framework` is empty for the embedded one.
#[wasm_bindgen(js_name = readRegister)]
#[must_use]
pub fn read_register(name: &str, bytes: &[u8], framework: &[u8]) -> Vec<u8> {
    match Framework::from_bytes(framework) {
        Ok(own) if !framework.is_empty() => super::read_register(name, bytes, &own),
        _ => super::read_register(name, bytes, Framework::embedded()),
    }
}

/// Reads a list of names.
#[wasm_bindgen(js_name = readNames)]
#[must_use]
pub fn read_names(name: &str, bytes: &[u8]) -> Vec<u8> {
    super::read_names(name, bytes)
}

fn place_of(json: &str) -> Option<Submitted> {
    serde_json::from_str(json).ok()
}

/// The collector.
#[wasm_bindgen]
#[derive(Default)]
pub struct Collector {
    collection: Collection,
    saved: Option<super::Saved>,
}

#[wasm_bindgen]
impl Collector {
    /// A collector that has read nothing.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// See [`Collection::clear`].
    pub fn clear(&mut self) {
        self.collection.clear();
    }

    /// See [`Collection::add`].
    pub fn add(&mut self, name: String, read: Vec<u8>) {
        self.collection.add(name, read);
    }

    /// Adds a file that could not be read, in its place (JSON), and why (JSON).
    #[wasm_bindgen(js_name = addUnreadable)]
    pub fn add_unreadable(&mut self, place: &str, broken: &str) {
        let broken = serde_json::from_str(broken).unwrap_or(Broken::Stopped);
        if let Some(at) = place_of(place) {
            self.collection.add(at.name.to_string(), super::unreadable(&at, broken));
        }
    }

    /// See [`Collection::set_register`].
    #[wasm_bindgen(js_name = setRegister)]
    pub fn set_register(&mut self, name: String, read: Vec<u8>) {
        self.collection.set_register((!read.is_empty()).then_some((name, read)));
    }

    /// See [`Collection::set_names`].
    #[wasm_bindgen(js_name = setNames)]
    pub fn set_names(&mut self, name: String, read: Vec<u8>) {
        self.collection.set_names((!read.is_empty()).then_some((name, read)));
    }

    /// See [`Collection::set_framework`]; empty if it can be used.
    #[wasm_bindgen(js_name = setFramework)]
    pub fn set_framework(&mut self, name: &str, bytes: &[u8]) -> String {
        let file = (!bytes.is_empty()).then_some((name, bytes));
        self.collection.set_framework(file).err().unwrap_or_default()
    }

    /// See [`Collection::view`].
    pub fn view(&mut self, options: &str) -> String {
        self.collection.view(options)
    }

    /// See [`Collection::details`].
    #[must_use]
    pub fn details(&self, finding: usize) -> String {
        self.collection.details(finding)
    }

    /// See [`Collection::mails`].
    #[must_use]
    pub fn mails(&self, findings: &[u32]) -> String {
        let findings: Vec<usize> = findings.iter().map(|&index| index as usize).collect();
        self.collection.mails(&findings)
    }

    /// See [`Collection::explain`].
    #[must_use]
    pub fn explain(&self, name: &str) -> String {
        self.collection.explain(name)
    }

    /// See [`Collection::names`].
    #[must_use]
    pub fn names(&self, options: &str) -> Vec<u8> {
        self.collection.names(options)
    }

    /// Writes what is saved; empty if that is possible, or else why not (JSON).
    pub fn write(&mut self) -> String {
        match self.collection.save() {
            Ok(saved) => {
                self.saved = Some(saved);
                String::new()
            }
            Err(problem) => problem,
        }
    }

    /// The name of the file, its media type and what it is, in lines.
    #[must_use]
    pub fn written(&self) -> String {
        let saved = self.saved.as_ref();
        saved.map(|s| format!("{}\n{}\n{}", s.name, s.media_type, s.what)).unwrap_or_default()
    }

    /// What was written; a second call gives nothing.
    pub fn take(&mut self) -> Vec<u8> {
        self.saved.take().map(|saved| saved.bytes).unwrap_or_default()
    }
}
