// What is typed saves itself. [data-app-drafts] holds the address to send it to and a form in it; the answer is JSON
// with a message for [data-app-saved]. What cannot be sent stays in the page and in this tab's store, and is tried again.
// In a table of many actions ([data-app-many]) each row has an address, a draft and a message of its own.
import { within } from "./within.js"

const PAUSE = 1500
const AGAIN = 20000

export function drafts(scope) {
  for (const place of scope.querySelectorAll("[data-app-drafts]")) {
    const form = place.querySelector("form")
    keep(form, form, {
      address: place.dataset.appDrafts,
      key: place.dataset.appDraftsKey,
      said: form.querySelector("[data-app-saved]"),
      words: place.dataset,
      read: () => [...new FormData(form)],
      name: (name) => name,
    })
  }
  for (const row of within(scope, "[data-app-row]")) {
    const form = row.closest("form")
    const own = `${row.dataset.appRow}-`
    const ofAll = ["csrfmiddlewaretoken", "period", "removals"]
    keep(row, form, {
      address: form.dataset.appManyDrafts.replace("/0/", `/${row.dataset.appRow}/`),
      key: `${form.dataset.appManyKey} ${row.dataset.appRow}`,
      said: row.querySelector(".app-saved"),
      words: form.dataset,
      read: () =>
        [...new FormData(form)]
          .filter(([name]) => name.startsWith(own) || ofAll.includes(name))
          .map(([name, value]) => [name.startsWith(own) ? name.slice(own.length) : name, value]),
      name: (name) => own + name,
    })
  }
}

// `part` is what somebody types into, within `form` or the form itself.
function keep(part, form, draft) {
  const { address, key, said, words } = draft
  let changed = false
  let sending = false
  let leaving = false
  let waiting

  const say = (message) => {
    if (said.textContent !== message) said.textContent = message
  }
  const later = (delay) => {
    clearTimeout(waiting)
    waiting = setTimeout(send, delay)
  }

  async function send() {
    clearTimeout(waiting)
    // One at a time: an older text must not arrive after a newer one.
    if (sending || leaving || !changed) return
    sending = true
    changed = false
    const body = new URLSearchParams(draft.read())
    try {
      const answer = await fetch(address, { method: "POST", body, keepalive: document.hidden, headers: { Accept: "application/json" } })
      const { message } = await answer.json()
      if (answer.ok) forget(key)
      else if (!leaving) remember(key, draft.read())
      say(message)
    } catch {
      // Leaving the page ends what is under way; everything goes with the form then.
      if (leaving) return
      changed = true
      remember(key, draft.read())
      say(words.appDraftsWaiting)
      later(AGAIN)
    }
    sending = false
    if (changed && !leaving) later(PAUSE)
  }

  part.addEventListener("input", () => {
    changed = true
    later(PAUSE)
  })
  // Submitting sends everything; a draft sent beside it could arrive after it.
  const leave = () => {
    leaving = true
    clearTimeout(waiting)
    forget(key)
  }
  for (const each of [form, ...document.querySelectorAll("[data-app-leaves]")]) each.addEventListener("submit", leave)
  // A row that is sent by itself: what comes back is another row.
  part.addEventListener("htmx:beforeRequest", leave)
  part.addEventListener("app:unsent", () => {
    leaving = false
    changed = true
    say(words.appDraftsWaiting)
    later(AGAIN)
  })
  addEventListener("pageshow", (event) => {
    if (event.persisted) leaving = false
  })
  addEventListener("online", send)
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) send()
  })

  if (restore(key, form, draft.name)) {
    say(words.appDraftsBack)
    changed = true
    later(PAUSE)
  }
}

// The store may be switched off or full; then the page alone holds the text.
function remember(key, fields) {
  const typed = fields.filter(([name]) => !["csrfmiddlewaretoken", "based_on_version", "shown"].includes(name))
  try {
    sessionStorage.setItem(key, JSON.stringify(typed))
  } catch {}
}

function forget(key) {
  try {
    sessionStorage.removeItem(key)
  } catch {}
}

// Puts back what the last visit could not send. Returns whether the form has changed by it.
function restore(key, form, named) {
  let typed
  try {
    typed = JSON.parse(sessionStorage.getItem(key) ?? "[]")
  } catch {
    return false
  }
  let changed = false
  for (const [name, value] of typed) {
    const field = form.elements[named(name)]
    if (!field || field.value === value) continue
    field.value = value
    changed = true
    const control = field instanceof RadioNodeList ? [...field].find((radio) => radio.checked) : field
    control?.dispatchEvent(new Event("change", { bubbles: true }))
  }
  return changed
}
