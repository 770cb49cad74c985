// Enhancement only: the link stands on the page for everyone.
const button = document.querySelector("[data-link]");
const status = button.form.querySelector("[role=status]");
const { link, copy, copied, refused } = button.dataset;
const share = navigator.share?.bind(navigator);
const tell = (words) => { status.textContent = words; };
const KNOWN = ["AbortError", "InvalidStateError"]; // the visitor changed their mind, or is being asked already
const copyIt = () => navigator.clipboard.writeText(link).then(() => tell(copied), () => tell(refused));

if (!share) button.textContent = copy;
button.hidden = !share && !navigator.clipboard;
button.addEventListener("click", () => {
  if (!share) return copyIt();
  share({ url: link }).catch(({ name }) => KNOWN.includes(name) || copyIt());
});
