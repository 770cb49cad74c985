// Enhancement only: what was typed can be looked at. The words on the button stand in the page.
for (const button of document.querySelectorAll(".entry button")) {
  const input = document.getElementById(button.getAttribute("aria-controls"));
  const word = button.firstElementChild;
  const words = { password: word.textContent, text: button.dataset.shown };
  const turn = (type) => {
    input.type = type;
    word.textContent = words[type];
  };
  // Shown, it is plain text to a browser: phones begin it with a capital, and some spell-check it on a server.
  input.spellcheck = false;
  input.autocapitalize = "none";
  input.setAttribute("autocorrect", "off");
  button.hidden = false;
  button.addEventListener("click", () => turn(input.type === "password" ? "text" : "password"));
  // Browsers keep and offer what was sent from a password field alone.
  input.form.addEventListener("submit", () => turn("password"));
}
