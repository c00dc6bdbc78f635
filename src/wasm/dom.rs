//! Draws previews into a page, touching only what changed: a reader's selection and scroll
//! position survive typing elsewhere, and so does the page's speed.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Node};

use crate::preview::{Attribute, Block, Element, Preview, Sink, plan};

/// Keeps the children of an element of the page in step with a preview.
///
/// Everything is built from elements, attributes and text nodes, never from HTML, so it
/// works on pages with Trusted Types and a strict content security policy.
pub(crate) struct Patcher {
    container: web_sys::Element,
    sections: Vec<Section>,
}

/// One part of a preview, as drawn: an element with a child element for each block.
struct Section {
    class: &'static str,
    element: web_sys::Element,
    keys: Vec<u64>,
    nodes: Vec<Node>,
}

impl Patcher {
    /// Takes over `container` and clears it.
    #[must_use]
    pub(crate) fn new(container: web_sys::Element) -> Self {
        container.set_text_content(None);
        Self { container, sections: Vec::new() }
    }

    /// Makes the container show `preview`. If someone else changed its children since, it is
    /// built anew.
    ///
    /// # Errors
    ///
    /// If the page refuses even that, for instance because its document is gone. The next
    /// update starts from nothing.
    pub(crate) fn update(&mut self, preview: &Preview) -> Result<(), JsValue> {
        if self.intact() && self.patch(preview).is_ok() {
            return Ok(());
        }
        self.clear();
        let drawn = self.patch(preview);
        if drawn.is_err() {
            self.clear();
        }
        drawn
    }

    fn clear(&mut self) {
        self.container.set_text_content(None);
        self.sections.clear();
    }

    /// Whether the children are still those that were put there, as far as counting tells.
    fn intact(&self) -> bool {
        self.container.child_element_count() as usize == self.sections.len()
            && self.sections.iter().all(|section| {
                self.container.is_same_node(section.element.parent_node().as_ref())
                    && section.element.child_element_count() as usize == section.nodes.len()
            })
    }

    fn patch(&mut self, preview: &Preview) -> Result<(), JsValue> {
        let document = self.container.owner_document().ok_or(JsValue::NULL)?;
        self.sections.retain(|section| {
            let stays = preview.sections().any(|(class, _)| class == section.class);
            if !stays {
                section.element.remove();
            }
            stays
        });
        for (index, (class, blocks)) in preview.sections().enumerate() {
            if self.sections.get(index).is_none_or(|section| section.class != class) {
                let element = document.create_element(Element::Section.name())?;
                element.set_attribute(Attribute::Class.name(), class)?;
                let behind = self.sections.get(index).map(|section| section.element.as_ref());
                self.container.insert_before(&element, behind)?;
                self.sections.insert(index, Section { class, element, keys: Vec::new(), nodes: Vec::new() });
            }
            if let Some(section) = self.sections.get_mut(index) {
                section.patch(&document, preview, blocks)?;
            }
        }
        Ok(())
    }
}

impl Section {
    fn patch(&mut self, document: &Document, preview: &Preview, blocks: &[Block]) -> Result<(), JsValue> {
        let keys: Vec<u64> = blocks.iter().map(|block| block.key).collect();
        let plan = plan(&self.keys, &keys);
        let old = self.nodes.len() - plan.suffix;
        let mut used = vec![false; old];
        for kept in plan.middle.iter().flatten() {
            used[*kept] = true;
        }
        for (node, used) in self.nodes.iter().zip(&used).skip(plan.prefix) {
            if !used {
                self.element.remove_child(node)?;
            }
        }
        let suffix = self.nodes.split_off(old);
        let mut nodes = self.nodes[..plan.prefix].to_vec();
        // The first node that isn't in its place yet.
        let mut cursor = match nodes.last() {
            Some(last) => last.next_sibling(),
            None => self.element.first_child(),
        };
        for (block, kept) in blocks[plan.prefix..].iter().zip(plan.middle) {
            let node = match kept {
                Some(at) => self.nodes[at].clone(),
                None => draw(document, preview, block)?,
            };
            if kept.is_some() && node.is_same_node(cursor.as_ref()) {
                cursor = node.next_sibling();
            } else {
                self.element.insert_before(&node, cursor.as_ref())?;
            }
            nodes.push(node);
        }
        nodes.extend(suffix);
        self.nodes = nodes;
        self.keys = keys;
        Ok(())
    }
}

/// Builds the element of `block`.
fn draw(document: &Document, preview: &Preview, block: &Block) -> Result<Node, JsValue> {
    let mut sink = DomSink { document, root: None, open: Vec::new(), failed: None };
    preview.draw(block, &mut sink);
    match sink.failed {
        Some(error) => Err(error),
        None => sink.root.ok_or(JsValue::NULL),
    }
}

/// Writes to nodes that aren't in the page yet. A loop over a stack, no recursion: as deep
/// as the preview's own limit.
struct DomSink<'d> {
    document: &'d Document,
    root: Option<Node>,
    open: Vec<Node>,
    /// The first error; a sink's methods can't return it.
    failed: Option<JsValue>,
}

impl DomSink<'_> {
    fn try_open(&mut self, element: Element, attributes: &[(Attribute, &str)]) -> Result<(), JsValue> {
        let node = self.document.create_element(element.name())?;
        for (attribute, value) in attributes {
            node.set_attribute(attribute.name(), value)?;
        }
        let node = node.unchecked_into::<Node>();
        match self.open.last() {
            Some(parent) => _ = parent.append_child(&node)?,
            None => self.root = Some(node.clone()),
        }
        if !element.is_void() {
            self.open.push(node);
        }
        Ok(())
    }
}

impl Sink for DomSink<'_> {
    fn open(&mut self, element: Element, attributes: &[(Attribute, &str)]) {
        if let Err(error) = self.try_open(element, attributes) {
            self.failed.get_or_insert(error);
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(parent) = self.open.last()
            && let Err(error) = parent.append_child(&self.document.create_text_node(text))
        {
            self.failed.get_or_insert(error);
        }
    }

    fn close(&mut self, _: Element) {
        self.open.pop();
    }
}
