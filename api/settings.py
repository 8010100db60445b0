"""What the environment says. Read once by `app`, `worker` and `cli`; others are handed values."""

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

LOOPBACK = "127.0.0.1"


class Settings(BaseSettings):
    """Settings, each an environment variable `HANDSLAG_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="HANDSLAG_")

    data: Path = Field(
        Path("data"), description="Folder of the embedded default: database, blobs, keys"
    )
    host: str = Field(LOOPBACK, description="Address the service listens on")
    port: int = Field(8000, description="Port the service listens on")
    database_url: str | None = Field(
        None, description="PostgreSQL instead of the file in HANDSLAG_DATA"
    )
    keys_url: str | None = Field(
        None, description="Store of the per-person keys; by default beside, never in, the database"
    )
    blobs: str | None = Field(
        None, description="s3://bucket/prefix instead of the folder in HANDSLAG_DATA"
    )
    checkpoints: Path | None = Field(
        None, description="Folder the evidence log's signed checkpoints are copied to"
    )
    public_url: str | None = Field(
        None, description="Address people reach the service at; by default http://HOST:PORT"
    )
    proxies: str | None = Field(
        None, description="Addresses of reverse proxies whose X-Forwarded-For is believed"
    )
    second_factor: Literal["offered", "required"] = Field(
        "offered", description="Whether everybody must have a second factor before anything else"
    )
    tls_certificate: Path | None = Field(
        None, description="The company's certificate chain (PEM) for `serve --tls`"
    )
    tls_key: Path | None = Field(None, description="The key of HANDSLAG_TLS_CERTIFICATE (PEM)")
    smtp_relay: str | None = Field(
        None, description="The company's own mail relay, HOST or HOST:PORT; by default none"
    )
    smtp_allowed: str | None = Field(
        None, description="Relays that may be used at all, parted by commas"
    )
    smtp_user: str | None = Field(None, description="Who signs in at the relay")
    smtp_password_file: Path | None = Field(None, description="File with the password for that")
    smtp_authority: Path | None = Field(
        None, description="Certificate (PEM) of the authority that vouches for the relay"
    )
    max_upload_mb: int = Field(25, description="Largest upload taken, in MB of 1,000,000 bytes")

    @property
    def database(self) -> str:
        """URL of the database, as SQLAlchemy writes it."""
        if self.database_url is None:
            return f"sqlite:///{self.data.absolute() / 'handslag.db'}"
        return self.database_url.replace("postgresql://", "postgresql+psycopg://", 1)

    @property
    def keys_database(self) -> str:
        """URL of the key store: a file of its own, or a schema of its own on a server."""
        if self.keys_url is not None:
            return self.keys_url.replace("postgresql://", "postgresql+psycopg://", 1)
        if self.database_url is not None:
            return self.database
        return f"sqlite:///{self.data.absolute() / 'keys' / 'subjects.db'}"

    @property
    def master_key(self) -> Path:
        """The file with the secret that every other key of the service derives from."""
        return self.data / "keys" / "master.key"

    @property
    def origin(self) -> str:
        """Scheme, host and port of the service as browsers see it, without a trailing slash."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")
