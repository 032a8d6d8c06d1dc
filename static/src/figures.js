// The grid of a period's figures. Enter saves the row of a box, if something in it has changed, and goes on to the next
// box; the arrow keys go up and down. htmx puts what the server makes of a row in its place, while the reader types on.
import { within } from "./within.js"

export function figures(scope) {
  for (const form of within(scope, "[data-app-figures]")) grid(form)
  for (const row of within(scope, "[data-app-figures-row]")) after(row)
}

const boxes = (form) => [...form.querySelectorAll("[data-app-figure]")].filter((box) => box.checkVisibility())
const rowOf = (element) => element.closest("[data-app-figures-row]")
const button = (row) => row.querySelector("button[name=row]")
const fields = (row) => [...row.querySelectorAll("input:not([type=hidden]), select")]
const wrong = (row) => row.querySelector("[data-app-asks] :is(select, input), [aria-describedby$='-error']")

function grid(form) {
  restore(form)
  form.addEventListener("keydown", (event) => {
    const row = rowOf(event.target)
    if (!row || !event.target.matches("input, select") || event.isComposing) return
    const isBox = event.target.matches("[data-app-figure]")
    if (event.key === "Enter") {
      event.preventDefault()
      if (event.ctrlKey || event.metaKey) form.querySelector("button[name=all]").click()
      else onFrom(form, row, event.target)
    } else if (isBox && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault()
      const all = boxes(form)
      to(all[all.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)])
    }
  })
  form.addEventListener("input", () => remember(form))
  form.addEventListener("submit", () => forget(form))
  form.addEventListener("htmx:beforeRequest", (event) => {
    if (!navigator.onLine) {
      event.preventDefault()
      unsent(form, rowOf(event.target))
      return
    }
    // What would be typed now would be gone with the row.
    rowOf(event.target).inert = true
  })
  form.addEventListener("htmx:sendError", (event) => unsent(form, rowOf(event.target)))
  // Out of date or not theirs any more: the whole page says so, and gives back what was typed into any row.
  form.addEventListener("htmx:beforeSwap", (event) => {
    if (!event.detail.isError) return
    event.detail.isError = false
    event.detail.shouldSwap = false
    const row = rowOf(event.target)
    row.inert = false
    form.requestSubmit(button(row))
  })
  form.addEventListener("htmx:afterSettle", () => remember(form))
}

function onFrom(form, row, field) {
  const all = boxes(form)
  const here = all.indexOf(field.matches("[data-app-figure]") ? field : row.querySelector("[data-app-figure]"))
  const next = field.matches("[data-app-figure]") ? all[here + 1] : all.find((box, at) => at > here && rowOf(box) !== row)
  if (rowOf(next ?? form) !== row && changed(row)) button(row).click()
  if (next) to(next)
  else form.querySelector("button[name=all]").focus()
}

function to(box) {
  box?.focus()
  box?.select()
}

// What the server could not save stands in the boxes as it was typed, so it has not changed by itself.
function changed(row) {
  const waits = row.querySelector("input[name$='-shown'][value=new]")
  return Boolean(waits) || fields(row).some(isChanged)
}

function isChanged(field) {
  if (field.type === "checkbox") return field.checked !== field.defaultChecked
  if (field instanceof HTMLSelectElement) return !(field.selectedOptions[0]?.defaultSelected ?? true) && field.selectedIndex > 0
  return field.value !== field.defaultValue
}

function after(row) {
  if (!row.dataset.appAfter) return
  const form = row.closest("form")
  const name = row.querySelector("th b").textContent
  const said = [...row.querySelectorAll(".govuk-error-message, [data-app-asks] > :first-child, .app-saved")]
  form.querySelector("[data-app-figures-said]").textContent = `${name}: ${said.map((each) => each.textContent.trim()).filter(Boolean).join(" ")}`
  // Whoever went elsewhere meanwhile is left there.
  if (row.dataset.appAfter === "refused" && (!document.activeElement || document.activeElement === document.body)) wrong(row)?.focus()
}

function unsent(form, row) {
  row.inert = false
  row.querySelector(".app-saved").textContent = form.dataset.appFiguresWaiting
  remember(form)
}

// --- What was typed and not saved stays in this tab -------------------------------------------

function remember(form) {
  const typed = [...form.querySelectorAll("[data-app-figures-row]")].flatMap(fields).filter((field) => field.type !== "checkbox" && isChanged(field))
  try {
    if (typed.length) sessionStorage.setItem(form.dataset.appFiguresKey, JSON.stringify(typed.map((field) => [field.name, field.value])))
    else sessionStorage.removeItem(form.dataset.appFiguresKey)
  } catch {}
}

function forget(form) {
  try {
    sessionStorage.removeItem(form.dataset.appFiguresKey)
  } catch {}
}

function restore(form) {
  let typed
  try {
    typed = JSON.parse(sessionStorage.getItem(form.dataset.appFiguresKey) ?? "[]")
  } catch {
    return
  }
  for (const [name, value] of typed) {
    const field = form.elements[name]
    if (!field || field.value === value) continue
    field.value = value
    rowOf(field).querySelector(".app-saved").textContent = form.dataset.appFiguresBack
  }
}
