"""An article of the handbook, set for reading: selectable, with links that the keyboard reaches, in the window's colours."""

import html
from collections.abc import Iterator
from urllib.parse import quote, unquote

from PySide6.QtCore import QEvent, QUrl, Signal
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from client.checks.handbook.articles import Article
from client.checks.handbook.topics import Topic
from client.desktop import palette
from client.texts import Translator

_ = Translator("desktop")
_SCHEME = "topic"


class ArticleView(QTextBrowser):
    """`asked(topic)` when a link is followed."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._article: Article | None = None
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("article")
        self.setAccessibleName(_("Article"))
        self.anchorClicked.connect(self._follow)

    def show_article(self, article: Article | None) -> None:
        """Shows an article from its beginning; None empties the sheet."""
        self._article = article
        self.setHtml(page_of(article) if article else "")

    def changeEvent(self, event: QEvent) -> None:
        """Other colours, or larger text: set again."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange) and self._article:
            place = self.verticalScrollBar().value()
            self.setHtml(page_of(self._article))
            self.verticalScrollBar().setValue(place)

    def _follow(self, url: QUrl) -> None:
        parts = [unquote(part) for part in url.toString(QUrl.ComponentFormattingOption.FullyEncoded).split("/")]
        if parts[0] == f"{_SCHEME}:" and len(parts) == 4:
            self.asked.emit(Topic(*parts[1:]))


def page_of(article: Article) -> str:
    """The article as rich text; whatever is in it, it stays text."""
    return f"<html><head><style>{_style()}</style></head><body>{''.join(_parts(article))}</body></html>"


def _parts(article: Article) -> Iterator[str]:
    yield f"<h2>{_safe(article.title)}</h2>"
    if article.facts:
        yield f'<p class="muted">{_safe(" · ".join(article.facts))}</p>'
    if article.lead:
        yield f"<p>{_safe(article.lead)}</p>"
    if article.lines:
        rows = "".join(
            f'<tr><td class="label" width="92">{_safe(label)}</td><td class="{_look(label)}">{_safe(text)}</td></tr>'
            for label, text in article.lines
        )
        yield f'<table cellspacing="0" cellpadding="5" width="100%">{rows}</table>'
    if article.rows:
        head = "".join(f"<th>{_safe(one)}</th>" for one in article.heads)
        rows = "".join("<tr>" + "".join(f"<td>{_safe(cell)}</td>" for cell in row) + "</tr>" for row in article.rows)
        yield f'<br><table class="list" cellspacing="0" cellpadding="5" width="100%"><tr>{head}</tr>{rows}</table>'
    for heading, links in article.links:
        yield f"<h3>{_safe(heading)}</h3>"
        yield "".join(f'<p class="link"><a href="{_address(topic)}">{_safe(text)}</a></p>' for text, topic in links)


def _look(label: str) -> str:
    return {"好": "good", "Good": "good", "不好": "bad", "Bad": "bad"}.get(label, "")


def _address(topic: Topic) -> str:
    return "/".join([f"{_SCHEME}:", *(quote(part, safe="") for part in (topic.kind, topic.name, topic.profile))])


def _safe(text: str) -> str:
    return html.escape("".join(char if char.isprintable() else " " for char in text))


def _style() -> str:
    now = palette.colours()
    return (
        f"body {{ color: {now.text}; }} h2 {{ margin: 0 0 6px 0; }} h3 {{ margin: 18px 0 4px 0; font-size: medium; }}"
        f" p {{ margin: 0 0 10px 0; line-height: 140%; }} .muted, .label, th {{ color: {now.muted}; }}"
        f" .link {{ margin: 0 0 4px 0; }} a {{ color: {now.accent}; text-decoration: none; }}"
        f" .good {{ color: {now.success}; }} .bad {{ color: {now.error}; }} th {{ text-align: left; }}"
        f" .list td {{ border-top: 1px solid {now.line}; }}"
    )
