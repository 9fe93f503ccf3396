# The operator's image. Another base, for example one with a shell: docker build --build-arg BASE=debian:trixie-slim .
# A base needs glibc, libstdc++, OpenSSL 3 and the certificates of public authorities; the runtime is in the program's own folder.
ARG SDK=mcr.microsoft.com/dotnet/sdk:10.0
ARG BASE=mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled

FROM ${SDK} AS build
WORKDIR /src
COPY . .
RUN scripts/build.sh

FROM ${BASE}
COPY --from=build /src/bin /app
# The root may be read-only: the runtime makes no sockets in /tmp.
ENV DOTNET_EnableDiagnostics=0
# As the chart has it; a number, so that runAsNonRoot can be checked.
USER 65532:65532
EXPOSE 8080 9443
ENTRYPOINT ["/app/slo-operator"]
CMD ["run"]
