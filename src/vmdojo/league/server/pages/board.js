"use strict";
// The board on the wall. Whatever comes from players is put in as text, never as markup.

const key = decodeURIComponent(location.hash.slice(1));
const seen = new Map(); // competition -> player -> rank when this page was opened
const at = (id) => document.getElementById(id);
let shown = "";

class No extends Error {}

async function ask(path) {
  const answer = await fetch("/api" + path, { headers: { Authorization: "Bearer " + key } });
  if (!answer.ok) {
    const said = await answer.json().catch(() => ({}));
    throw new No(said.problem || "The league does not answer.");
  }
  return answer.json();
}

function span(name, text) {
  const made = document.createElement("span");
  made.className = name;
  made.textContent = text;
  return made;
}

// Signs that turn the reading direction or cannot be seen stay out of a name.
const plain = (text) => String(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "");

function moved(row, before) {
  const was = before.get(row.player);
  if (was === undefined || was === row.rank) return "";
  return was > row.rank ? "\u2191" + (was - row.rank) : "\u2193" + (row.rank - was);
}

function tapes(trend) {
  const made = document.createElement("span");
  made.className = "tapes";
  made.setAttribute("role", "img");
  made.setAttribute("aria-label", "takes: " + trend.map((points) => Math.round(points)).join(", "));
  for (const points of trend) {
    const tape = document.createElement("i");
    tape.style.height = Math.max(4, Math.min(100, points)) + "%";
    if (points < 70) tape.className = "weak";
    made.append(tape);
  }
  return made;
}

function fill(row, competition, before) {
  const item = document.createElement("li");
  item.dataset.player = row.player;
  const who = span("who", "");
  who.append(span("name", plain(row.name)));
  const said = [row.assisted ? "assisted" : "", row.offline ? "offline" : "", plain(row.team)].filter(Boolean);
  if (said.length) who.append(span("team", said.join(" \u00b7 ")));
  const moves = moved(row, before);
  const arrow = span("move", moves);
  if (moves) arrow.setAttribute("aria-label", (moves[0] === "\u2191" ? "up " : "down ") + moves.slice(1));
  item.append(span("rank", String(row.rank)), arrow, who, tapes(row.trend), span("value", row.value.toFixed(1)));
  return item;
}

function room() {
  // As many rows as the wall holds without scrolling; nobody scrolls a wall, and nobody is shown the bottom.
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Math.max(3, Math.min(20, Math.floor((window.innerHeight - 10 * rem) / (2.7 * rem))));
}

function draw(competition, board) {
  const list = at("rows");
  const before = seen.get(competition.id) || new Map(board.rows.map((row) => [row.player, row.rank]));
  seen.set(competition.id, before);
  const places = new Map([...list.children].map((item) => [item.dataset.player, item.getBoundingClientRect().top]));
  list.replaceChildren(...board.rows.slice(0, room()).map((row) => fill(row, competition, before)));
  if (shown === competition.id) glide(list, places);
  shown = competition.id;
  at("title").textContent = plain(competition.title);
  at("when").textContent = when(competition);
  at("note").textContent = board.rows.length ? "" : "No takes yet.";
  at("goal").hidden = !competition.goal;
  if (competition.goal) {
    at("goal-words").textContent = `Together: ${board.reached} of ${competition.goal} takes of 70 or more`;
    at("goal-done").style.width = Math.min(100, (100 * board.reached) / competition.goal) + "%";
  }
}

function glide(list, places) {
  for (const item of list.children) {
    const before = places.get(item.dataset.player);
    if (before === undefined) continue;
    const by = before - item.getBoundingClientRect().top;
    if (!by) continue;
    item.style.transition = "none";
    item.style.transform = `translateY(${by}px)`;
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        item.style.transition = "";
        item.style.transform = "";
      }),
    );
  }
}

function when(competition) {
  const now = Date.now();
  const said = (ms) =>
    new Date(ms).toLocaleString([], { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
  if (now < competition.starts_ms) return "starts " + said(competition.starts_ms);
  return (now < competition.ends_ms ? "until " : "ended ") + said(competition.ends_ms);
}

function choose(competitions) {
  // The one that runs and ends first; else the one that ended last; else the next.
  const now = Date.now();
  const open = competitions.filter((one) => one.starts_ms <= now && now < one.ends_ms);
  const over = competitions.filter((one) => one.ends_ms <= now);
  const coming = competitions.filter((one) => now < one.starts_ms);
  open.sort((a, b) => a.ends_ms - b.ends_ms);
  over.sort((a, b) => b.ends_ms - a.ends_ms);
  coming.sort((a, b) => a.starts_ms - b.starts_ms);
  return open[0] || over[0] || coming[0];
}

function say(sentence) {
  at("rows").replaceChildren();
  at("goal").hidden = true;
  at("note").textContent = sentence;
}

async function redraw() {
  try {
    const competition = choose(await ask("/competitions"));
    if (!competition) return say("No competition yet.");
    at("title").textContent = plain(competition.title);
    at("when").textContent = when(competition);
    draw(competition, await ask(`/competitions/${encodeURIComponent(competition.id)}/standings`));
  } catch (wrong) {
    if (wrong instanceof No) say(wrong.message);
    // Otherwise the network: what is on the wall stays there until the league answers again.
  }
}

async function watch() {
  for (;;) {
    try {
      const answer = await fetch("/api/changes", { headers: { Authorization: "Bearer " + key } });
      if (answer.ok) {
        const lines = answer.body.pipeThrough(new TextDecoderStream()).getReader();
        for (;;) {
          const { done, value } = await lines.read();
          if (done) break;
          if (value.includes("changed")) await redraw();
        }
      } else {
        await redraw();
      }
    } catch {
      // asked again below
    }
    await new Promise((done) => setTimeout(done, 5000));
  }
}

if (key) watch();
else say("Open the link for the wall that the server showed your lead.");
window.addEventListener("hashchange", () => location.reload());
window.addEventListener("resize", () => key && redraw());
