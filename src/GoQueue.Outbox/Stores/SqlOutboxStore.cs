using System.Data.Common;
using System.Globalization;

namespace GoQueue.Outbox.Stores;

/// <summary>The statements that every database understands. Thread-safe.</summary>
internal abstract partial class SqlOutboxStore(SqlDialect dialect) : IOutboxStore
{
    private const string LeaseName = "relay";
    private const int CountedUpTo = 10_000;

    public abstract string Description { get; }

    public SqlDialect Dialect => dialect;

    public abstract ValueTask<IReadOnlyList<string>> CheckSafetyAsync(CancellationToken cancellationToken);

    public abstract ValueTask CreateSchemaAsync(string publisher, CancellationToken cancellationToken);

    public abstract ValueTask<ReadResult> ReadAsync(ReadRequest request, CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();

    public async ValueTask<OutboxIdentity?> ReadIdentityAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(
                async (connection, token) =>
                {
                    var command = Command(connection, dialect.IdentityText);
                    await using var disposing = command.ConfigureAwait(false);
                    var reader = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
                    await using var closing = reader.ConfigureAwait(false);
                    return await ReadIdentityAsync(reader, token).ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception) when (dialect.IsMissingTable(exception))
        {
            return null;
        }
    }

    public static async ValueTask<OutboxIdentity?> ReadIdentityAsync(DbDataReader reader, CancellationToken cancellationToken) =>
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
            ? new OutboxIdentity(reader.GetValue(0).ToString()!, reader.GetString(1), reader.GetInt32(2))
            : null;

    public ValueTask<LeaseAnswer> TakeLeaseAsync(string owner, TimeSpan duration, CancellationToken cancellationToken) => RunAsync(
        async (connection, token) =>
        {
            var now = dialect.Now;
            var text = $"""
                insert into {dialect.Relay} as r (name, owner, epoch, expires_at, beat_at)
                values ('{LeaseName}', {Quoted(owner)}, 1, {dialect.After(duration)}, {now})
                on conflict (name) do update set owner = excluded.owner,
                  epoch = r.epoch + case when r.owner <> excluded.owner then 1 else 0 end, expires_at = excluded.expires_at, beat_at = excluded.beat_at
                where r.expires_at < {now} or r.owner = excluded.owner returning epoch
                """;
            if (await ScalarAsync(connection, text, token).ConfigureAwait(false) is { } epoch)
            {
                return new LeaseAnswer(Convert.ToInt64(epoch, CultureInfo.InvariantCulture), null, TimeSpan.Zero);
            }

            var other = Command(connection, $"select owner, -({dialect.MillisecondsSince("expires_at")}) from {dialect.Relay} where name = '{LeaseName}'");
            await using var disposing = other.ConfigureAwait(false);
            var reader = await other.ExecuteReaderAsync(token).ConfigureAwait(false);
            await using var closing = reader.ConfigureAwait(false);
            return await reader.ReadAsync(token).ConfigureAwait(false)
                ? new LeaseAnswer(0, reader.GetString(0), TimeSpan.FromMilliseconds(Math.Max(0, reader.GetInt64(1))))
                : new LeaseAnswer(0, null, TimeSpan.Zero);
        },
        cancellationToken);

    public async ValueTask ReleaseLeaseAsync(string owner, CancellationToken cancellationToken) => await ExecuteAsync(
        [$"update {dialect.Relay} set expires_at = {dialect.After(TimeSpan.FromSeconds(-1))} where name = '{LeaseName}' and owner = {Quoted(owner)}"],
        cancellationToken).ConfigureAwait(false);

    public ValueTask<IReadOnlyList<RowHead>> LookAsync(long after, long upTo, int rows, CancellationToken cancellationToken) => ReadListAsync(
        $"select id, key_hash from {dialect.Outbox} where id > {SqlDialect.Literal(after)} and id <= {SqlDialect.Literal(upTo)} order by id limit {rows}",
        static reader => new RowHead(reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetInt64(1)),
        cancellationToken);

    public virtual async ValueTask<int> SettleAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken) => await ExecuteAsync(
        [$"delete from {dialect.Outbox} where id in ({SqlDialect.Literals(ids)})"], cancellationToken).ConfigureAwait(false);

    public async ValueTask<OutboxFigures> MeasureAsync(CancellationToken cancellationToken)
    {
        var outbox = dialect.Outbox;
        var age = dialect.MillisecondsSince("written_at");
        var counts = string.Join(", ", Enumerable.Range(1, 4).Select(state => $"(select count(*) from (select 1 from {dialect.Held} where state = {state} limit {CountedUpTo}) s{state})"));
        var found = await ReadListAsync(
            $"select (select min(id) from {outbox}), (select max(id) from {outbox}), (select {age} from {outbox} order by id limit 1), {counts}, (select owner from {dialect.Relay} where expires_at > {dialect.Now})",
            static reader => new OutboxFigures(
                reader.IsDBNull(0) ? 0 : reader.GetInt64(1) - reader.GetInt64(0) + 1,
                reader.IsDBNull(2) ? null : Math.Max(0, reader.GetInt64(2)) / 1000.0,
                reader.GetInt64(3),
                reader.GetInt64(4),
                reader.GetInt64(5),
                reader.GetInt64(6),
                reader.IsDBNull(7) ? null : reader.GetString(7)),
            cancellationToken).ConfigureAwait(false);
        return found[0];
    }

    /// <summary>Runs work on a connection of this store.</summary>
    protected abstract ValueTask<T> RunAsync<T>(Func<DbConnection, CancellationToken, ValueTask<T>> work, CancellationToken cancellationToken);

    /// <summary>Reads a row: id, held id, key, age, attempts, route, envelope, body.</summary>
    protected static OutboxRow ReadRow(DbDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetInt64(1),
        reader.IsDBNull(2) ? null : reader.GetInt64(2),
        reader.GetInt64(3),
        reader.GetInt32(4),
        reader.IsDBNull(5) ? null : reader.GetInt64(5),
        reader.GetFieldValue<byte[]>(6),
        reader.GetFieldValue<byte[]>(7));

    protected static DbCommand Command(DbConnection connection, string text)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names of tables are quoted, and values are numbers or quoted texts of this package.
        command.CommandText = text;
#pragma warning restore CA2100
        return command;
    }

    protected string Quoted(string? text) => text is null ? "null" : dialect.Quote(text.Replace("\0", "", StringComparison.Ordinal));

    protected static async ValueTask<object?> ScalarAsync(DbConnection connection, string text, CancellationToken cancellationToken)
    {
        var command = Command(connection, text);
        await using var disposing = command.ConfigureAwait(false);
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Executes statements in one transaction. Returns the rows that the last one has changed.</summary>
    protected ValueTask<int> ExecuteAsync(IReadOnlyList<string> statements, CancellationToken cancellationToken) => RunAsync(
        async (connection, token) =>
        {
            if (statements.Count == 1)
            {
                return await ExecuteAsync(connection, null, statements[0], token).ConfigureAwait(false);
            }

            var transaction = await connection.BeginTransactionAsync(token).ConfigureAwait(false);
            await using var rollingBack = transaction.ConfigureAwait(false);
            var changed = 0;
            foreach (var statement in statements)
            {
                changed = await ExecuteAsync(connection, transaction, statement, token).ConfigureAwait(false);
            }

            await transaction.CommitAsync(token).ConfigureAwait(false);
            return changed;
        },
        cancellationToken);

    private static async ValueTask<int> ExecuteAsync(DbConnection connection, DbTransaction? transaction, string text, CancellationToken cancellationToken)
    {
        var command = Command(connection, text);
        await using var disposing = command.ConfigureAwait(false);
        command.Transaction = transaction;
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    protected ValueTask<IReadOnlyList<T>> ReadListAsync<T>(string text, Func<DbDataReader, T> read, CancellationToken cancellationToken) => RunAsync<IReadOnlyList<T>>(
        async (connection, token) =>
        {
            var command = Command(connection, text);
            await using var disposing = command.ConfigureAwait(false);
            var reader = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
            await using var closing = reader.ConfigureAwait(false);
            var found = new List<T>();
            while (await reader.ReadAsync(token).ConfigureAwait(false))
            {
                found.Add(read(reader));
            }

            return found;
        },
        cancellationToken);
}
