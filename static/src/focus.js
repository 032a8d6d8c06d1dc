// Brings the reader to the news of what has just happened, once, as the error summary does.
export function focusNews(scope) {
  const news = scope.querySelector("[data-app-focus]")
  if (!news) return
  news.setAttribute("tabindex", "-1")
  news.addEventListener("blur", () => news.removeAttribute("tabindex"), { once: true })
  news.focus({ preventScroll: true })
}
