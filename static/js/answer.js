// Enhancement only: every page works without it.
const form = document.querySelector("form.asking");
const status = form.querySelector("[role=status]");
const heard = form.querySelector("output");
const { lang } = document.documentElement; // read now: what translates pages may put something there that is no language
const SOON = 1000;
const LATER = 10 * SOON;
const unsaved = new Set();
let timer;
let saving = Promise.resolve();
let sent = []; // names of the answers in the save that is on its way
let controller = new AbortController();
let submitted = false;

// What the browser remembers of a page may be older than what the server holds, and would undo it when it is sent.
form.autocomplete = "off";

// On a slow network somebody may answer before this script is here.
for (const { checked, defaultChecked, name } of form.elements) if (checked && !defaultChecked) unsaved.add(name);
if (unsaved.size) saveIn(SOON);

// A change from the review leads back to its row there: browsers take along what stands behind #.
if (document.referrer.endsWith("/review/")) form.action += location.hash;

// Number keys act only while a statement has focus (WCAG 2.1.4).
form.addEventListener("keydown", (event) => {
  const statement = event.target.closest("fieldset.q");
  if (!statement || event.ctrlKey || event.metaKey || event.altKey || !/^[1-5]$/.test(event.key)) return;
  if (event.repeat) return; // held down, it would answer one statement after another
  const choice = statement.querySelector(`.opt input[value="${event.key}"]`);
  if (!choice) return;
  event.preventDefault();
  choice.click();
  focusOn(statement.nextElementSibling);
  // A screen reader says what was chosen, since by now the focus is on the next statement.
  heard.replaceChildren(`${form.dataset.answer} ${choice.labels[0].textContent}`);
});

function focusOn(next) {
  const target = next?.querySelector("input:checked") ?? next?.querySelector("input") ?? form.querySelector("[type=submit]");
  target.focus({ preventScroll: true });
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const where = { block: "nearest", behavior: calm ? "auto" : "smooth" };
  (target.closest("fieldset") ?? target).scrollIntoView(where);
  target.scrollIntoView(where); // where the window is too low for the whole statement
}

// Saved as you go: the same address takes a part, what was changed here since the last save, so that no page left open
// elsewhere undoes what was answered later. One save waits for the other, so none comes too late; only leaving can't wait.
function save() {
  clearTimeout(timer);
  submitted = false; // the page has stayed
  saving = saving.then(() => send(false));
  return saving;
}

function saveIn(time) {
  clearTimeout(timer);
  timer = setTimeout(save, time);
}

async function send(leaving) {
  if (!unsaved.size) return;
  const names = (sent = [...unsaved]);
  const { signal } = (controller = new AbortController());
  // A bad network may say nothing at all: then this would wait for ever, and all that is answered later with it.
  const patience = setTimeout(() => controller.abort(), LATER);
  unsaved.clear();
  try {
    let answer = await post(names, signal, leaving);
    if (answer.status === 403 && (await renewToken(signal))) answer = await post(names, signal, leaving);
    // A redirect, or a page without this form: it was finished in another tab, say. The server knows the way on.
    if (answer.type === "opaqueredirect" || answer.status === 403) return openAnew();
    if (answer.status !== 204) throw new Error(answer.status);
    const time = new Date().toLocaleTimeString(lang, { hour: "2-digit", minute: "2-digit" });
    tell(`${form.dataset.saved} ${time}`, false);
  } catch ({ message }) {
    if (sent !== names) return; // the last save of this page takes them
    for (const name of names) unsaved.add(name);
    saveIn(LATER);
    if (!submitted) tell(message === "404" ? form.dataset.gone : form.dataset.unsaved, true);
  } finally {
    clearTimeout(patience);
    if (sent === names) sent = [];
  }
}

function post(names, signal, keepalive) {
  const all = new FormData(form);
  const part = new FormData();
  for (const name of ["csrfmiddlewaretoken", ...names]) if (all.has(name)) part.set(name, all.get(name));
  part.set("later", "script");
  return fetch(form.action, { method: "POST", body: part, redirect: "manual", keepalive, signal });
}

// Signing in elsewhere makes the form's token stale; the page has a new one.
async function renewToken(signal) {
  const answer = await fetch(form.action, { signal });
  if (!answer.ok) throw new Error(answer.status);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("form.asking [name=csrfmiddlewaretoken]");
  if (fresh) form.elements.csrfmiddlewaretoken.value = fresh.value;
  return fresh;
}

// Not by reloading: a page that answered a form would be sent again.
function openAnew() {
  location.replace(location.pathname);
}

function tell(words, warning) {
  status.classList.toggle("warning", warning);
  if (status.textContent !== words) status.textContent = words;
}

form.addEventListener("change", ({ target }) => {
  const missing = target.closest(".bad");
  missing?.classList.remove("bad");
  missing?.removeAttribute("aria-describedby");
  unsaved.add(target.name);
  submitted = false;
  saveIn(SOON);
});
form.addEventListener("submit", async (event) => {
  // A page of the browser's or an error's would come in place of all that is not saved yet.
  if (status.classList.contains("warning") || (unsaved.size + sent.length && !navigator.onLine)) {
    event.preventDefault();
    status.textContent = ""; // what is said again is read out again
    await save();
    if (!unsaved.size) form.requestSubmit(event.submitter);
    return;
  }
  // The form sends everything, and a slower save would undo it. If the page stays, because it was stopped, all is saved again.
  submitted = true;
  controller.abort();
  saveIn(LATER);
});
addEventListener("pagehide", () => {
  clearTimeout(timer);
  if (submitted) return unsaved.clear();
  for (const name of sent) unsaved.add(name);
  send(true); // only such a save outlives the page, and nothing can stop it
});
addEventListener("online", save);
// On a phone, this is the last event before another app comes to the front; the page may end there.
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && !submitted && save());
// A page that the browser kept whole may be older, too.
addEventListener("pageshow", async ({ persisted }) => {
  if (!persisted) return;
  await save();
  if (!unsaved.size) openAnew();
});
