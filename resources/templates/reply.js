"use strict";

/* Makes the code of `tracker.report.reply`, which says what it is; both are tested against each
   other. Plain functions: nothing here asks for anything outside the page, and the page reads
   without them. */

const LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";
const MOST_COMMENT = 200;
const LONGEST_LINK = 1900;
const SPACES = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/gu;
const HIDDEN = new RegExp(
  "[\\0-\\x08\\x0e-\\x1b\\x7f-\\x84\\x86-\\x9f\\xad\\u061c\\u200b\\u200e\\u200f\\u202a-\\u202e" +
  "\\u2060\\u2066-\\u2069\\ud800-\\udfff\\ufeff\\ufffe\\uffff]", "gu");

/* The comment on one line, composed, with nothing hidden in it; an array of its characters. */
function tidied(comment) {
  const line = comment.replace(HIDDEN, "").replace(SPACES, " ").replace(/^ | $/g, "");
  return Array.from(line.normalize("NFC"));
}

function crc32(text) {
  let crc = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function letters(number, count) {
  let written = "";
  for (let at = 0; at < count; at += 1) {
    written = LETTERS[number % 32] + written;
    number = Math.floor(number / 32);
  }
  return written;
}

function encoded(token, day, ratings, comment) {
  const two = (number) => String(number % 100).padStart(2, "0");
  const date = two(day.getFullYear()) + two(day.getMonth() + 1) + two(day.getDate());
  const kept = Array.from(tidied(comment).slice(0, MOST_COMMENT).join("").replace(/ +$/, ""));
  const fixed = `IT1.${token}.${date}.${ratings}.`;
  const check = letters(crc32(fixed + kept.join("")) * 256 + kept.length, 8);
  return kept.length ? `${fixed}${check}.${kept.join("")}` : fixed + check;
}

function listen(form) {
  const said = form.dataset;
  const comment = form.querySelector(".comment textarea");
  const made = form.querySelector(".made");
  const code = form.querySelector(".code");
  const send = form.querySelector(".send");
  const tell = (part, words) => { form.querySelector(part).textContent = words; };
  let asked = false;

  const ratings = () => Array.from(form.querySelectorAll("fieldset input:checked"), (one) => one.value).join("");
  const left = () => MOST_COMMENT - tidied(comment.value).length;

  function count() {
    const room = left();
    const words = room < 0 ? said.over : room === 1 ? said.one : said.left;
    tell(".left", words.replace("{}", Math.abs(room)));
  }

  function link(written) {
    if (!said.mail) return;
    const subject = `${said.mail}?subject=${encodeURIComponent(said.subject)}`;
    const whole = `${subject}&body=${encodeURIComponent(written)}`;
    send.hidden = false;
    send.href = whole.length > LONGEST_LINK ? subject : whole;
    if (whole.length > LONGEST_LINK) tell(".state", said.long);
  }

  function make() {
    const rated = ratings();
    const trouble = left() < 0 ? said.shorten : /[1-5]/.test(rated) || tidied(comment.value).length ? "" : said.nothing;
    made.hidden = trouble !== "";
    tell(".trouble", trouble);
    tell(".state", "");
    if (trouble) return;
    code.value = encoded(said.token, new Date(), rated, comment.value);
    tell(".state", said.made);
    link(code.value);
  }

  async function copy() {
    code.select();
    let done = false;
    try {
      await navigator.clipboard.writeText(code.value);
      done = true;
    } catch {
      done = document.execCommand("copy");
    }
    tell(".state", done ? said.copied : said.marked);
  }

  form.addEventListener("input", () => { count(); if (asked) make(); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    asked = true;
    make();
    if (!made.hidden) { code.focus(); code.select(); }
  });
  form.querySelector(".copy").addEventListener("click", copy);
  count();
  form.hidden = false;
  form.parentElement.classList.add("answered");
}

document.querySelectorAll("form.answer").forEach(listen);
