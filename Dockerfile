# Handslag in one image: the service and the worker are the same image with another command.
# Build needs the Debian, Python and npm registries; a running container needs none.
FROM debian:bookworm-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends python3 python3-venv nodejs npm \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY requirements.txt requirements-build.txt ./
RUN python3 -m venv /opt/handslag \
    && /opt/handslag/bin/pip install --no-cache-dir --require-hashes -r requirements.txt \
    && python3 -m venv /opt/build \
    && /opt/build/bin/pip install --no-cache-dir --require-hashes -r requirements-build.txt
COPY . .
RUN /opt/handslag/bin/python -m ocr models \
    && /opt/handslag/bin/python web/vendor.py \
    && /opt/handslag/bin/python -m api.licences \
    && /opt/build/bin/python -m hatchling build -t wheel -d /tmp/wheel \
    && /opt/handslag/bin/pip install --no-deps --no-index /tmp/wheel/handslag-*.whl

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends python3 tesseract-ocr tesseract-ocr-swe \
      tesseract-ocr-nor tesseract-ocr-dan tesseract-ocr-fin tesseract-ocr-deu tesseract-ocr-fra bubblewrap \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /data handslag && install -d -o handslag -m 700 /data
COPY --from=build /opt/handslag /opt/handslag
ENV PATH=/opt/handslag/bin:$PATH HANDSLAG_DATA=/data HANDSLAG_HOST=0.0.0.0 TMPDIR=/data
USER handslag
VOLUME /data
EXPOSE 8000
CMD ["sh", "-c", "handslag migrate && exec handslag serve --with-worker"]
