"""How every answer of the API leaves: errors as problems, successes with an ETag."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any

from fastapi import HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.types import Receive, Scope, Send

from parallax.api.models import Problem
from parallax.errors import InputError, ParallaxError

log = logging.getLogger(__name__)

MAX_AGE = 30  # seconds; as old as the site's own pages may be

PROBLEM_TYPE = "application/problem+json"


def _declared(description: str) -> dict[str, Any]:
    # Not FastAPI's "model": that would declare the media type of successes.
    return {"description": description, "content": {PROBLEM_TYPE: {"schema": Problem.model_json_schema()}}}


RESPONSES: dict[int | str, dict[str, Any]] = {
    404: _declared("There is no such thing"),
    422: _declared("A parameter cannot have that value"),
    503: _declared("The store cannot be read just now"),
}


def conditional(request: Request, response: Response) -> Response:
    """The response with an ETag, or 304 where the caller has it already."""
    etag = f'W/"{hashlib.sha256(response.body).hexdigest()[:20]}"'
    headers = {"ETag": etag, "Cache-Control": f"public, max-age={MAX_AGE}"}
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return response


def problem(status: int, detail: str, hint: str = "") -> Response:
    body = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, hint=hint)
    return Response(body.model_dump_json(), status, {"Cache-Control": "no-store"}, media_type=PROBLEM_TYPE)


class ApiRoute(APIRoute):
    """A route whose errors are problems whatever application it is mounted in."""

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.methods and scope["method"] not in self.methods:
            answer = problem(405, "The API is for reading; nothing can be written to it.")
            answer.headers["Allow"] = ", ".join(sorted({*self.methods, "HEAD"}))
            await answer(scope, receive, send)
        else:
            await super().handle(scope, receive, send)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        inner = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                response = await inner(request)
            except HTTPException as error:
                return problem(error.status_code, str(error.detail))
            except RequestValidationError as error:
                first = error.errors()[0]
                return problem(422, f"{first['loc'][-1]}: {first['msg']}")
            except InputError as error:
                return problem(422, str(error), error.hint)
            except ParallaxError as error:
                log.exception("%s failed", request.url.path)
                return problem(503, str(error), error.hint)
            return conditional(request, response) if response.status_code == 200 else response

        return handle
