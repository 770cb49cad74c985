// Enhancement only: every page works without it.
const form = document.querySelector("form.asking");
const status = form.querySelector("[role=status]");
const SOON = 1000;
const LATER = 10 * SOON;
let timer;
let unsaved = false;
let saving = Promise.resolve();

// Number keys act only while a statement has focus (WCAG 2.1.4).
form.addEventListener("keydown", (event) => {
  const statement = event.target.closest("fieldset.q");
  if (!statement || event.ctrlKey || event.metaKey || event.altKey || !/^[1-5]$/.test(event.key)) return;
  const choice = statement.querySelector(`.opt input[value="${event.key}"]`);
  if (!choice) return;
  event.preventDefault();
  choice.checked = true;
  choice.dispatchEvent(new Event("change", { bubbles: true }));
  focusOn(statement.nextElementSibling);
});

function focusOn(next) {
  const target = next?.querySelector("input:checked") ?? next?.querySelector("input") ?? form.querySelector("[type=submit]");
  target.focus({ preventScroll: true });
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  (target.closest("fieldset") ?? target).scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
}

// Saved as you go: the same address takes a part of the answers. One save waits for the other, so none comes too late.
function save() {
  clearTimeout(timer);
  saving = saving.then(send);
}

async function send() {
  if (!unsaved) return;
  unsaved = false;
  const part = new FormData(form);
  part.set("later", "script");
  try {
    const answer = await fetch(form.action, { method: "POST", body: part, redirect: "manual", keepalive: true });
    // Sent elsewhere: finished in another tab, say. The server knows the way on.
    if (answer.type === "opaqueredirect") return location.reload();
    if (answer.status !== 204) throw new Error(answer.status);
    const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    tell(`${form.dataset.saved} ${time}`, false);
  } catch {
    unsaved = true;
    timer = setTimeout(save, LATER);
    tell(form.dataset.unsaved, true);
  }
}

function tell(words, warning) {
  status.classList.toggle("warning", warning);
  if (status.textContent !== words) status.textContent = words;
}

form.addEventListener("change", ({ target }) => {
  const missing = target.closest(".bad");
  missing?.classList.remove("bad");
  missing?.removeAttribute("aria-describedby");
  unsaved = true;
  clearTimeout(timer);
  timer = setTimeout(save, SOON);
});
form.addEventListener("submit", (event) => {
  // Without a network the browser would put its own page in place of all that is not saved yet.
  if (!navigator.onLine && (unsaved || status.classList.contains("warning"))) {
    event.preventDefault();
    status.textContent = ""; // what is said again is read out again
    return save();
  }
  unsaved = false;
  clearTimeout(timer);
});
addEventListener("pagehide", save);
addEventListener("online", save);
