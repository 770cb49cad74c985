// Enhancement only: a second click while the answer is on its way sends nothing again.
const form = document.querySelector("[data-once]");
let sent = false;
form?.addEventListener("submit", (event) => {
  if (sent) event.preventDefault();
  sent = true;
  setTimeout(() => { sent = false; }, 5000); // the page may have stayed
});
