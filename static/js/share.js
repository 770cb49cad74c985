// Enhancement only: the link stands on the page for everyone.
const button = document.querySelector("[data-link]");
const { link, copy, copied } = button.dataset;
const share = navigator.share?.bind(navigator);
const told = () => { button.form.lastElementChild.textContent = copied; };

if (!share) button.textContent = copy;
button.hidden = !share && !navigator.clipboard;
button.addEventListener("click", () => {
  (share ? share({ url: link }) : navigator.clipboard.writeText(link).then(told)).catch(() => {});
});
