// Enhancement only: without a network the browser's own page would come in place of what is typed here.
const form = document.querySelector("form.asking");
const status = form.querySelector("[role=status]");
form.addEventListener("submit", async (event) => {
  if (navigator.onLine) return;
  event.preventDefault();
  status.textContent = ""; // what is said again is read out again
  try {
    await fetch(form.action, { method: "HEAD" }); // a site on this machine, say, is within reach without any network
    form.submit();
  } catch {
    status.textContent = status.dataset.unsent;
    status.scrollIntoView({ block: "nearest" });
  }
});
