#!/usr/bin/env bash
# Publishes through the API and shows what came of it. Start the API first: dotnet run --project samples/WebApi
set -euo pipefail
api=${1:-http://127.0.0.1:5080}

post() { curl -sS -X POST "$api/orders" -H 'content-type: application/json' -d "$1" -w '   (HTTP %{http_code})\n'; }

echo '== an order: published, confirmed by the broker, accepted'
post '{"email":"ann@example.com","total":42.50}'
echo '== an order that breaks the rules of its event: refused, nothing is sent'
post '{"email":"nobody","total":0}'
echo '== /health'
curl -sS "$api/health"
echo '== /metrics, what GoQueue counts'
# An exporter may serve the numbers of a moment ago: ask until the first publish is among them.
for _ in $(seq 50); do
  metrics=$(curl -sS "$api/metrics" | grep '^goqueue_messages_published_total' || true)
  [ -n "$metrics" ] && break
  sleep 0.1
done
echo "$metrics"
