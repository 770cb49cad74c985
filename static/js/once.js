// Enhancement only: a second click while the answer is on its way sends nothing again.
const form = document.querySelector("[data-once]");
let sent = false;
form?.addEventListener("submit", (event) => {
  if (sent) event.preventDefault();
  sent = true;
});
