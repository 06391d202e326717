"""What a reader sees when something is not there or went wrong: what, why, and ways on."""

from __future__ import annotations

import logging

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from parallax.errors import InputError, ParallaxError
from parallax.web.render import Pages
from parallax.web.security import HEADERS

log = logging.getLogger(__name__)

HEADINGS = {
    404: "There is nothing here",
    405: "That cannot be done here",
    422: "That address does not make sense",
    500: "Something broke on our side",
    503: "The store cannot be read just now",
}


def install(app: FastAPI, pages: Pages) -> None:
    """Answer every failure with a page of the site."""

    def answer(request: Request, status: int, message: str, hint: str = "") -> Response:
        heading = HEADINGS.get(status, "This did not work")
        return pages.page(
            request, "error.html", status=status, code=status, heading=heading, message=message, hint=hint
        )

    @app.exception_handler(HTTPException)
    def http_error(request: Request, error: HTTPException) -> Response:
        said = str(error.detail) if error.status_code == 404 else ""
        if said == "Not Found":
            said = "No page of this site has this address. It may have been mistyped, or cut short where it was copied."
        return answer(request, error.status_code, said)

    @app.exception_handler(RequestValidationError)
    def bad_parameter(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        return answer(request, 422, f"“{first['loc'][-1]}” cannot have that value: {first['msg']}.")

    @app.exception_handler(InputError)
    def bad_input(request: Request, error: InputError) -> Response:
        return answer(request, 422, _sentence(str(error)), error.hint)

    @app.exception_handler(ParallaxError)
    def own_error(request: Request, error: ParallaxError) -> Response:
        log.error("%s %s: %s", request.method, request.url.path, error)
        return answer(request, 503, _sentence(str(error)), error.hint)

    @app.exception_handler(Exception)
    def unforeseen(request: Request, error: Exception) -> Response:
        log.error("%s %s failed", request.method, request.url.path, exc_info=error)
        response = answer(request, 500, "It has been written to the log. Trying again later may help.")
        # Starlette answers this one outside every middleware, ours included.
        response.headers.update(HEADERS)
        return response


def _sentence(message: str) -> str:
    return message[:1].upper() + message[1:] + ("" if message.endswith((".", "!", "?")) else ".")
