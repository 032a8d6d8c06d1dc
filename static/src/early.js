// Loaded at the top of the body, before anything is drawn, so that nothing jumps when the components start.
document.body.className += " js-enabled" + ("noModule" in HTMLScriptElement.prototype ? " govuk-frontend-supported" : "")
