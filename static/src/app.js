// One module a behaviour. Every page works without any of them.
import { Button, CharacterCount, Checkboxes, ErrorSummary, PasswordInput, Radios, ServiceNavigation, SkipLink, createAll } from "govuk-frontend"
import { choices } from "./choices.js"
import { drafts } from "./drafts.js"
import { figures } from "./figures.js"
import { focusNews } from "./focus.js"
import { many } from "./many.js"
import { refer } from "./refer.js"

function start(scope) {
  for (const component of [Button, CharacterCount, Checkboxes, ErrorSummary, PasswordInput, Radios]) {
    createAll(component, undefined, { scope })
  }
  many(scope)
  figures(scope)
  choices(scope)
  drafts(scope)
  refer(scope)
  focusNews(scope)
}

createAll(ServiceNavigation)
createAll(SkipLink)
start(document)

// What htmx brings in needs the same start.
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) start(event.target)
})
