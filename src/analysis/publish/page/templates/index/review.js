"use strict";
const form = document.getElementById("decide");
const left = document.getElementById("left");
const fields = [...form.querySelectorAll("fieldset")];
const quoted = (text) => (/[",\n\r]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text);
const decided = (field) => {
  const typed = field.querySelector(".value").value.trim();
  const chosen = field.querySelector("input[type=radio]:checked");
  return typed || (chosen ? chosen.value : "");
};
const tell = () => {
  const open = fields.filter((field) => !decided(field)).length;
  left.textContent = `${left.dataset.ko} ${open} · ${left.dataset.en} ${open}`;
};
form.addEventListener("input", (event) => {
  const field = event.target.closest("fieldset");
  if (field && event.target.matches(".value") && event.target.value.trim())
    for (const one of field.querySelectorAll("input[type=radio]")) one.checked = false;
  if (field && event.target.matches("[type=radio]")) field.querySelector(".value").value = "";
  tell();
});
form.addEventListener("click", (event) => {
  const all = event.target.closest(".all");
  if (!all) return;
  for (const field of all.closest("section").querySelectorAll("fieldset"))
    if (!decided(field)) for (const one of field.querySelectorAll("input[value=ok]")) one.checked = true;
  tell();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const by = document.getElementById("by").value.trim();
  const rows = fields.filter(decided).map((field) => [field.dataset.figure, decided(field), by]);
  const text = [["figure", "value", "by"], ...rows].map((row) => row.map(quoted).join(",") + "\n").join("");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.download = "decisions.csv";
  link.click();
  URL.revokeObjectURL(link.href);
});
tell();
