// Brings the reader to the news of what has just happened, once, as the error summary does; what is wrong comes first.
export function focusNews(scope) {
  const news = scope.querySelector("[data-app-focus]")
  if (!news || scope.querySelector("[data-module='govuk-error-summary']:not([data-disable-auto-focus])")) return
  news.setAttribute("tabindex", "-1")
  news.addEventListener("blur", () => news.removeAttribute("tabindex"), { once: true })
  news.focus({ preventScroll: true })
}
