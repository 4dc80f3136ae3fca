# docker build -t ibid . && docker run --rm -v "$PWD:/work" ibid check
FROM rust:1.95-slim AS build
WORKDIR /source
COPY . .
RUN cargo install --locked --features cli --path . --root /ibid

FROM debian:stable-slim
# `--since` asks git.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory /work
COPY --from=build /ibid/bin/ibid /usr/local/bin/ibid
WORKDIR /work
ENTRYPOINT ["ibid"]
CMD ["check"]
