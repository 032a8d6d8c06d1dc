// What is typed saves itself. [data-app-drafts] holds the address to send it to and a form in it; the answer is JSON
// with a message for [data-app-saved]. What cannot be sent stays in the page and in this tab's store, and is tried again.
const PAUSE = 1500
const AGAIN = 20000

export function drafts(scope) {
  for (const place of scope.querySelectorAll("[data-app-drafts]")) keep(place, place.querySelector("form"))
}

function keep(place, form) {
  const said = form.querySelector("[data-app-saved]")
  const key = place.dataset.appDraftsKey
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
    const body = new URLSearchParams(new FormData(form))
    try {
      const answer = await fetch(place.dataset.appDrafts, { method: "POST", body, keepalive: document.hidden, headers: { Accept: "application/json" } })
      const { message } = await answer.json()
      if (answer.ok) forget(key)
      else if (!leaving) remember(key, form)
      say(message)
    } catch {
      // Leaving the page ends what is under way; everything goes with the form then.
      if (leaving) return
      changed = true
      remember(key, form)
      say(place.dataset.appDraftsWaiting)
      later(AGAIN)
    }
    sending = false
    if (changed && !leaving) later(PAUSE)
  }

  form.addEventListener("input", () => {
    changed = true
    later(PAUSE)
  })
  // Submitting sends everything; a draft sent beside it could arrive after it.
  form.addEventListener("submit", () => {
    leaving = true
    clearTimeout(waiting)
    forget(key)
  })
  addEventListener("pageshow", (event) => {
    if (event.persisted) leaving = false
  })
  addEventListener("online", send)
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) send()
  })

  if (restore(key, form)) {
    say(place.dataset.appDraftsBack)
    changed = true
    later(PAUSE)
  }
}

// The store may be switched off or full; then the page alone holds the text.
function remember(key, form) {
  const typed = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken" && name !== "based_on_version")
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
function restore(key, form) {
  let typed
  try {
    typed = JSON.parse(sessionStorage.getItem(key) ?? "[]")
  } catch {
    return false
  }
  let changed = false
  for (const [name, value] of typed) {
    const field = form.elements[name]
    if (!field || field.value === value) continue
    field.value = value
    changed = true
    const control = field instanceof RadioNodeList ? [...field].find((radio) => radio.checked) : field
    control?.dispatchEvent(new Event("change", { bubbles: true }))
  }
  return changed
}
