"""The pages of the window, one module each; `window.PAGES` lists them."""
