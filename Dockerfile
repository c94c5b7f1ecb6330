# The page, the JSON API and the commands, with the shipped models inside; no torch, no compiler, no root.
#   docker build -t framing .
#   docker run --rm -p 127.0.0.1:8000:8000 framing
FROM python:3.13-slim AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE ./
COPY framing framing
COPY models/default models/default
COPY models/fast models/fast
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels .

FROM python:3.13-slim
COPY --from=build /wheels /wheels
RUN pip install --no-cache-dir "$(echo /wheels/framing-*.whl)[serve]" && rm -r /wheels \
    && useradd --uid 10001 --create-home framing
USER 10001
WORKDIR /home/framing
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health', timeout=4)"]
ENTRYPOINT ["framing"]
CMD ["serve", "--host", "0.0.0.0"]
