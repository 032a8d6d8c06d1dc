// A reference to a paragraph goes where the cursor is. [data-app-refer] is the button, with the words to show instead
// of those for a page without scripts, where the server puts it at the end.
export function refer(scope) {
  for (const button of scope.querySelectorAll("[data-app-refer]")) {
    const { refer: choice, text } = button.form.elements
    // Until somebody has been in the box, the end is meant.
    let hasCursor = false
    text.addEventListener("focus", () => { hasCursor = true })
    document.getElementById(button.getAttribute("aria-describedby")).textContent = button.dataset.appRefer

    button.addEventListener("click", (event) => {
      if (!choice.value) return
      event.preventDefault()
      const [from, to] = hasCursor ? [text.selectionStart, text.selectionEnd] : [text.value.length, text.value.length]
      const before = /[\s([]$|^$/.test(text.value.slice(0, from)) ? "" : " "
      const after = /^[\s.,;:!?)\]]|^$/.test(text.value.slice(to)) ? "" : " "
      text.setRangeText(`${before}[[${choice.value}]]${after}`, from, to, "end")
      choice.value = ""
      text.focus()
      text.dispatchEvent(new Event("input", { bubbles: true }))
    })
  }
}
