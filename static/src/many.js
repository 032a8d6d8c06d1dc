// The table in which many actions are updated. Each [data-app-row] is sent by itself: by its button, or by Ctrl and
// Enter anywhere in it. htmx puts what the server makes of it in its place, and the reader goes on from there.
import { choices } from "./choices.js"
import { within } from "./within.js"

export function many(scope) {
  for (const form of within(scope, "[data-app-many]")) table(form)
  for (const row of within(scope, "[data-app-row]")) begin(row)
}

function table(form) {
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return
    const row = event.target.closest("[data-app-row]")
    if (!row) return
    event.preventDefault()
    button(row).click()
  })
  form.addEventListener("change", (event) => {
    const row = event.target.closest("[data-app-row]")
    if (row && event.target.matches("[data-app-choose]")) ask(row)
  })
  form.addEventListener("htmx:beforeRequest", (event) => {
    if (!navigator.onLine) {
      event.preventDefault()
      unsent(event.target)
      return
    }
    // What would be typed now would be gone with the row.
    event.target.closest("[data-app-row]").inert = true
  })
  form.addEventListener("htmx:sendError", (event) => unsent(event.target))
  // Closed, out of date or not theirs any more: the whole page says so, and gives back what was typed into any row.
  form.addEventListener("htmx:beforeSwap", (event) => {
    if (!event.detail.isError) return
    event.detail.isError = false
    event.detail.shouldSwap = false
    const row = event.target.closest("[data-app-row]")
    row.inert = false
    form.requestSubmit(button(row))
  })
}

// The draft is kept in this tab and tried again: see drafts.js.
function unsent(element) {
  const row = element.closest("[data-app-row]")
  row.inert = false
  row.dispatchEvent(new CustomEvent("app:unsent"))
  button(row).focus()
}

function begin(row) {
  const form = row.closest("form")
  const level = row.querySelector("select[name$='-level']")
  if (level) {
    for (const option of level.options) option.dataset.appIs = names(row, level, option)
    level.addEventListener("change", () => explain(row, level))
    explain(row, level)
  }
  if (!row.dataset.appAfter) return
  const said = form.querySelector("[data-app-many-said]")
  said.textContent = [...row.querySelectorAll(".govuk-error-message, .app-saved")].map((each) => each.textContent.trim()).join(". ")
  // Whoever went elsewhere meanwhile is left there.
  if (document.activeElement && document.activeElement !== document.body) return
  if (row.dataset.appAfter === "sent") (first(row.nextElementSibling) ?? form.querySelector("button[name=all]")).focus()
  else (wrong(row) ?? row).focus()
}

// What a rating brings with it stands once on the page, beside what the rating takes.
function names(row, level, option) {
  const changed = option.value && level.dataset.appBefore !== undefined && level.dataset.appBefore !== option.value
  const behalf = row.dataset.appBehalf !== undefined
  return [ofLevel(option.value)?.dataset.appIs, changed && "changed", behalf && "behalf"].filter(Boolean).join(" ")
}

function ofLevel(value) {
  return value ? document.querySelector(`[data-app-level="${value}"]`) : null
}

function explain(row, level) {
  let says = row.querySelector(".app-many__takes")
  if (!says) {
    says = document.createElement("p")
    says.className = "app-many__takes"
    says.setAttribute("aria-live", "polite")
    level.after(says)
  }
  says.textContent = ofLevel(level.value)?.textContent ?? ""
}

// Questions come into the row when they are first asked; from then on choices.js shows and hides them.
function ask(row) {
  const asked = [...row.querySelectorAll("select[data-app-choose]")].flatMap((each) => (each.selectedOptions[0]?.dataset.appIs ?? each.value).split(" "))
  const story = row.querySelector("label[for$='-narrative']")
  let place
  for (const pattern of document.getElementById("many-questions")?.content.children ?? []) {
    const there = row.querySelector(`[data-app-more="${pattern.dataset.appMore}"]`)
    if (there) place = there
    else if (asked.includes(pattern.dataset.appOnlyIf)) {
      const html = pattern.outerHTML.replaceAll("KEY", row.dataset.appRow)
      if (place) place.insertAdjacentHTML("afterend", html)
      else (row.querySelector("[data-app-more]") ?? story).insertAdjacentHTML("beforebegin", html)
      place = row.querySelector(`[data-app-more="${pattern.dataset.appMore}"]`)
    }
  }
  choices(row)
}

const button = (row) => row.querySelector("button[name=row]")
const first = (row) => row?.querySelector("select, textarea")
const wrong = (row) => row.querySelector("[aria-describedby$='-error']:is(select, textarea, input), [aria-describedby$='-error'] input")
