// Enhancement only: the browser asks before a page is left on which something was changed and not saved.
const unsaved = new Set();
document.addEventListener("input", ({ target: { form } }) => form?.matches("[id$=_form], .publishing") && unsaved.add(form));
document.addEventListener("submit", ({ target }) => unsaved.delete(target));
addEventListener("beforeunload", (event) => unsaved.size && event.preventDefault());
