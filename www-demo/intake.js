// An ordinary form with the quiz as one of its fields. A real page would let the browser send it; this one shows it.

const form = document.getElementById("intake");
const quiz = form.querySelector("prescreen-quiz");
const sent = document.getElementById("sent");

form.elements.appointment.addEventListener("change", ({ target: { value } }) => {
  if (value === "") quiz.removeAttribute("appointment");
  else quiz.setAttribute("appointment", value);
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const fields = Object.fromEntries(new FormData(form));
  // The quiz is a field like the others: its value is text, and that text is JSON.
  const readable = { ...fields, screening: JSON.parse(fields.screening) };
  document.getElementById("json").textContent = JSON.stringify(readable, null, 2);
  sent.hidden = false;
  sent.querySelector("h2").focus();
});

form.addEventListener("reset", () => {
  sent.hidden = true;
});
