// Enhancement only: a second click while the answer is on its way sends nothing again.
const sent = new WeakSet();
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (sent.has(form)) event.preventDefault();
  sent.add(form);
  setTimeout(() => sent.delete(form), 5000); // the page may have stayed: a file was sent, say
});
