// Refreshes what changed, counts windows down, and sends forms as JSON. The
// server renders every page; parts with data-live are replaced when theirs
// differs.
"use strict";

const pause = 1500; // milliseconds between two looks
const rendered = new Map(); // the server's last word for each live part
let polled = ""; // the endpoints' last answers

const live = (root) => root.querySelectorAll("[data-live]");
for (const part of live(document)) rendered.set(part.id, part.outerHTML);

// fresh fetches the page again and replaces the parts that differ.
async function fresh() {
  const answer = await fetch(location.href);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of live(page)) {
    const old = document.getElementById(part.id);
    if (!old || rendered.get(part.id) === part.outerHTML) continue;
    rendered.set(part.id, part.outerHTML);
    const top = old.scrollTop;
    const atEnd = old.scrollHeight - top - old.clientHeight < 40;
    const typed = old.querySelector("textarea")?.value;
    const focused = old.contains(document.activeElement);
    const next = document.importNode(part, true);
    old.replaceWith(next);
    const text = next.querySelector("textarea");
    if (text && typed) text.value = typed;
    if (text && focused) text.focus();
    next.scrollTop = atEnd ? next.scrollHeight : top;
  }
  count();
  await read();
}

// look asks the JSON endpoints whether anything changed.
async function look() {
  const part = document.querySelector("[data-poll]");
  if (!part || document.hidden) return;
  try {
    const answers = await Promise.all(part.dataset.poll.split(" ").map((url) => fetch(url)));
    if (answers.some((answer) => !answer.ok)) return;
    const now = (await Promise.all(answers.map((answer) => answer.text()))).join("\n");
    if (now !== polled) await fresh();
    polled = now;
  } catch {
    // The helpdesk is down; the next look finds it again.
  }
}

// read tells the simulated phone that its owner looks at it.
async function read() {
  const part = document.querySelector("[data-read]");
  if (part?.querySelector(".bubble") && !document.hidden) await post("/api/phone/read", part.dataset.read);
}

// count writes how long each window is still open.
function count() {
  for (const part of document.querySelectorAll("[data-closes]")) {
    const minutes = Math.floor((new Date(part.dataset.closes) - Date.now()) / 60000);
    if (minutes < 0) part.textContent = "window closed";
    else if (minutes < 1) part.textContent = "less than a minute left";
    else if (minutes < 60) part.textContent = minutes + " min left";
    else part.textContent = Math.floor(minutes / 60) + " h " + (minutes % 60) + " min left";
    part.classList.toggle("closed", minutes < 0);
    part.classList.toggle("soon", minutes >= 0 && minutes < 60);
  }
}

// ask sends JSON and returns the answer, with what went wrong, in words, as its
// wrong. What a lost answer kept from us was done all the same, and is no error.
async function ask(url, body) {
  try {
    const answer = await fetch(url, { method: "POST", headers: { "Content-Type": "application/json" }, body });
    if (answer.ok) return { wrong: "", ...(await answer.json()) };
    const { error } = await answer.json();
    if (error.kind === "duplicate") return { wrong: "" };
    const fields = Object.entries(error.fields ?? {}).map(([field, rule]) => field + ": " + rule);
    return { wrong: [error.message, ...fields].join(" · ") };
  } catch {
    return { wrong: "The helpdesk does not answer. Try again." };
  }
}

const post = async (url, body) => (await ask(url, body)).wrong;

// filled is a form's JSON: a field "a.b" is the b of an object a, and a part of
// one that is empty is left out.
function filled(form) {
  const all = {};
  for (const [name, value] of new FormData(form)) {
    const way = name.split(".");
    const last = way.pop();
    if (way.length && !value) continue;
    way.reduce((object, step) => (object[step] ??= {}), all)[last] = value;
  }
  return { ...all, key: form.dataset.key };
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.dataset.api) return;
  event.preventDefault();
  // A second try of the same form carries the same key, and is done once.
  form.dataset.key ||= crypto.randomUUID();
  const button = form.querySelector("button.send");
  button.disabled = true;
  const wrong = await post(form.dataset.api, JSON.stringify(filled(form)));
  button.disabled = false;
  form.querySelector("output").textContent = wrong;
  if (wrong) return;
  delete form.dataset.key;
  for (const field of form.querySelectorAll("textarea, input:not([type=hidden])")) field.value = "";
  const shown = form.querySelector("[data-filled]");
  if (shown) shown.textContent = shown.dataset.filled;
  await fresh();
  const talk = document.querySelector("[data-talk]");
  if (talk) talk.scrollTop = talk.scrollHeight;
});

// Other words are another message.
document.addEventListener("input", (event) => delete event.target.form?.dataset.key);

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-post]");
  if (!button) return;
  button.disabled = true;
  const wrong = await post(button.dataset.post, button.dataset.body);
  button.disabled = false;
  if (wrong) button.title = wrong;
  await fresh();
});

// A preview shows what the customer would read.
document.addEventListener("click", async (event) => {
  const form = event.target.closest("[data-preview]")?.form;
  if (!form) return;
  const { preview, wrong } = await ask(event.target.dataset.preview, JSON.stringify(filled(form)));
  form.querySelector("output").textContent = wrong;
  if (!wrong) form.querySelector("[data-filled]").textContent = preview;
});

document.addEventListener("keydown", (event) => {
  if (event.target.matches?.("textarea") && event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    event.target.form?.requestSubmit();
  }
});

const talk = document.querySelector("[data-talk]");
if (talk) talk.scrollTop = talk.scrollHeight;
count();
read();
setInterval(look, pause);
setInterval(count, 10000);
