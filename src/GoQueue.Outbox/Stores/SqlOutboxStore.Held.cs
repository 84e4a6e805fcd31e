using System.Globalization;

namespace GoQueue.Outbox.Stores;

/// <summary>The held rows.</summary>
internal abstract partial class SqlOutboxStore
{
    private string HeldColumns => $"id, held_id, key_hash, {dialect.MillisecondsSince("written_at")} as age, attempts, route_hash, envelope, body";

    public virtual ValueTask<int> HoldAsync(LeaseFence fence, IReadOnlyList<long> ids, HeldChange change, CancellationToken cancellationToken)
    {
        var list = SqlDialect.Literals(ids);
        return ExecuteAsync(
            [
                $"""
                insert into {dialect.Held} (id, slot, written_at, message_id, topic, action, key_hash, envelope, body, state, attempts, retry_at, route_hash, changed_at, error_kind, error)
                select id, slot, written_at, message_id, topic, action, key_hash, envelope, body, {Values(change)}
                from {dialect.Outbox} where id in ({list}) and {Fenced(fence)} order by id
                """,
                $"delete from {dialect.Outbox} where id in ({list}) and {Fenced(fence)}",
            ],
            cancellationToken);
    }

    public async ValueTask<IReadOnlyList<long>> ReadHeldKeysAsync(bool withFailed, CancellationToken cancellationToken) => await ReadListAsync(
        $"select distinct key_hash from {dialect.Held} where key_hash is not null and state in (1, 2{(withFailed ? ", 3" : "")})",
        static reader => reader.GetInt64(0),
        cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<long>> ReadHeldRoutesAsync(CancellationToken cancellationToken) => await ReadListAsync(
        $"select distinct route_hash from {dialect.Held} where route_hash is not null and state = 1", static reader => reader.GetInt64(0), cancellationToken).ConfigureAwait(false);

    public ValueTask<IReadOnlyList<OutboxRow>> ReadDueAsync(int rows, long bytes, CancellationToken cancellationToken) => ReadListAsync(
        $"""
        select id, held_id, key_hash, age, attempts, route_hash, envelope, body from (
          select {HeldColumns}, retry_at, sum(octet_length(envelope) + octet_length(body)) over (order by retry_at, id, held_id rows unbounded preceding) as total
          from (select * from {dialect.Held} where state = 1 and retry_at <= {dialect.Now} order by retry_at, id, held_id limit {rows}) d) t
        where total - octet_length(envelope) - octet_length(body) < {SqlDialect.Literal(bytes)} order by retry_at, id, held_id
        """,
        ReadRow,
        cancellationToken);

    public async ValueTask ChangeHeldAsync(LeaseFence fence, long heldId, HeldChange change, CancellationToken cancellationToken) => await ExecuteAsync(
        [
            $"""
            update {dialect.Held} set (state, attempts, retry_at, route_hash, changed_at, error_kind, error) = ({Values(change)})
            where held_id = {SqlDialect.Literal(heldId)} and {Fenced(fence)}
            """,
        ],
        cancellationToken).ConfigureAwait(false);

    public ValueTask<AdvanceAnswer> AdvanceKeyAsync(LeaseFence fence, long confirmedHeldId, long? keyHash, CancellationToken cancellationToken) => RunAsync(
        async (connection, token) =>
        {
            var transaction = await connection.BeginTransactionAsync(token).ConfigureAwait(false);
            await using var rollingBack = transaction.ConfigureAwait(false);
            if (confirmedHeldId != 0)
            {
                var delete = Command(connection, $"delete from {dialect.Held} where held_id = {SqlDialect.Literal(confirmedHeldId)}");
                await using var deleting = delete.ConfigureAwait(false);
                delete.Transaction = transaction;
                await delete.ExecuteNonQueryAsync(token).ConfigureAwait(false);
            }

            var answer = new AdvanceAnswer(IsLeased: true, Next: null);
            if (keyHash is { } key)
            {
                var promote = Command(
                    connection,
                    $"""
                    update {dialect.Held} set state = 1, retry_at = coalesce(case when state = 1 then retry_at end, {dialect.Now}), changed_at = {dialect.Now}
                    where held_id = (select held_id from {dialect.Held} where key_hash = {SqlDialect.Literal(key)} and state in (1, 2) order by id, held_id limit 1)
                    and {Fenced(fence)} returning {HeldColumns}
                    """);
                await using var promoting = promote.ConfigureAwait(false);
                promote.Transaction = transaction;
                var reader = await promote.ExecuteReaderAsync(token).ConfigureAwait(false);
                await using var closing = reader.ConfigureAwait(false);
                if (await reader.ReadAsync(token).ConfigureAwait(false))
                {
                    answer = new AdvanceAnswer(IsLeased: true, ReadRow(reader));
                }
                else
                {
                    // None waits, or the lease is lost: the two must not be confused.
                    await reader.CloseAsync().ConfigureAwait(false);
                    var ask = Command(connection, $"select case when {Fenced(fence)} then 1 else 0 end");
                    await using var asking = ask.ConfigureAwait(false);
                    ask.Transaction = transaction;
                    answer = new AdvanceAnswer(Convert.ToInt32(await ask.ExecuteScalarAsync(token).ConfigureAwait(false), CultureInfo.InvariantCulture) == 1, Next: null);
                }
            }

            await transaction.CommitAsync(token).ConfigureAwait(false);
            return answer;
        },
        cancellationToken);

    public async ValueTask ReleaseRouteAsync(LeaseFence fence, long routeHash, CancellationToken cancellationToken) => await ExecuteAsync(
        [
            $"update {dialect.Held} set retry_at = {dialect.Now}, route_hash = null, changed_at = {dialect.Now} where route_hash = {SqlDialect.Literal(routeHash)} and state = 1 and {Fenced(fence)}",
        ],
        cancellationToken).ConfigureAwait(false);

    public async ValueTask EnsureProgressAsync(LeaseFence fence, bool stopsAtFailed, CancellationToken cancellationToken)
    {
        var held = dialect.Held;
        var isStopped = stopsAtFailed ? "1, 3" : "1";
        await ExecuteAsync(
            [
                // A route whose probe is gone.
                $"""
                update {held} set retry_at = {dialect.Now} where {Fenced(fence)} and held_id in (
                  select min(held_id) from {held} where state = 1 and route_hash is not null group by route_hash having count(retry_at) = 0)
                """,

                // A key of which all rows wait for one that is gone.
                $"""
                update {held} set state = 1, retry_at = {dialect.Now}, changed_at = {dialect.Now} where {Fenced(fence)} and held_id in (
                  select held_id from {held} b where state = 2 and key_hash is not null
                  and not exists (select 1 from {held} h where h.key_hash = b.key_hash and h.state in ({isStopped}))
                  and not exists (select 1 from {held} e where e.key_hash = b.key_hash and e.state = 2 and (e.id < b.id or (e.id = b.id and e.held_id < b.held_id))))
                """,
            ],
            cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<IReadOnlyList<HeldMessage>> ListHeldAsync(HeldFilter filter, long afterHeldId, int rows, CancellationToken cancellationToken) => ReadListAsync(
        $"""
        select held_id, message_id, topic, action, state, {dialect.MillisecondsSince("written_at")}, attempts, -({dialect.MillisecondsSince("retry_at")}), error_kind, error
        from {dialect.Held} where held_id > {SqlDialect.Literal(afterHeldId)} and {Condition(filter)} order by held_id limit {rows}
        """,
        static reader => new HeldMessage(
            reader.GetInt64(0),
            reader.GetString(1),
            reader.GetString(2),
            reader.GetString(3),
            (HeldState)Convert.ToInt32(reader.GetValue(4), CultureInfo.InvariantCulture),
            DateTimeOffset.UtcNow.AddMilliseconds(-reader.GetInt64(5)),
            reader.GetInt32(6),
            reader.IsDBNull(7) ? null : DateTimeOffset.UtcNow.AddMilliseconds(reader.GetInt64(7)),
            reader.IsDBNull(8) ? null : reader.GetString(8),
            reader.IsDBNull(9) ? null : reader.GetString(9)),
        cancellationToken);

    public async ValueTask<OutboxRow?> ReadHeldAsync(long heldId, CancellationToken cancellationToken)
    {
        var found = await ReadListAsync($"select {HeldColumns} from {dialect.Held} where held_id = {SqlDialect.Literal(heldId)}", ReadRow, cancellationToken).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    public ValueTask<int> ReplayAsync(HeldFilter filter, CancellationToken cancellationToken) => ExecuteAsync(
        [$"update {dialect.Held} set state = 1, attempts = 0, retry_at = {dialect.Now}, changed_at = {dialect.Now}, route_hash = null where {Condition(filter)}"],
        cancellationToken);

    public ValueTask<int> DiscardAsync(HeldFilter filter, CancellationToken cancellationToken) => ExecuteAsync(
        [$"delete from {dialect.Held} where {Condition(filter)}"], cancellationToken);

    private string Condition(HeldFilter filter)
    {
        List<string> all = [filter.State is { } state ? $"state = {(int)state}" : filter.HeldId is null && filter.MessageId is null ? "state in (3, 4)" : "state > 0"];
        if (filter.HeldId is { } heldId)
        {
            all.Add($"held_id = {SqlDialect.Literal(heldId)}");
        }

        foreach (var (column, value) in new[] { ("message_id", filter.MessageId), ("topic", filter.Topic), ("action", filter.Action) })
        {
            if (value is not null)
            {
                all.Add($"{column} = {Quoted(value)}");
            }
        }

        return string.Join(" and ", all);
    }

    private string Fenced(LeaseFence fence) =>
        $"exists (select 1 from {dialect.Relay} where name = '{LeaseName}' and owner = {Quoted(fence.Owner)} and epoch = {SqlDialect.Literal(fence.Epoch)})";

    private string Values(HeldChange change)
    {
        var retry = change.RetryAfter is { } delay ? dialect.After(delay) : dialect.NullTime;
        var route = change.RouteHash is { } hash ? SqlDialect.Literal(hash) : dialect.NullNumber;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(int)change.State}, {change.Attempts}, {retry}, {route}, {dialect.Now}, {Quoted(change.ErrorKind)}, {Quoted(Short(change.Error))}");
    }

    private static string? Short(string? error) => error is { Length: > 1000 } ? error[..1000] : error;
}
