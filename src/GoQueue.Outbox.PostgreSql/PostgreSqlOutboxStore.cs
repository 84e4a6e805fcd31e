using System.Data.Common;
using System.Globalization;
using GoQueue.Outbox.Stores;
using Npgsql;

namespace GoQueue.Outbox.PostgreSql;

/// <summary>The outbox's tables in a schema of PostgreSQL. Works behind PgBouncer in transaction mode: no statement leaves anything in its session. Thread-safe.</summary>
internal sealed class PostgreSqlOutboxStore(NpgsqlDataSource dataSource, bool ownsDataSource, PostgreSqlDialect dialect, bool durableReads) : SqlOutboxStore(dialect)
{
    private const int IdsInOneList = 2000;
    private const int MostRangeScans = 16;

    public override string Description
    {
        get
        {
            var settings = new NpgsqlConnectionStringBuilder(dataSource.ConnectionString);
            return $"PostgreSQL {settings.Host}/{settings.Database}, schema {dialect.SchemaName}";
        }
    }

    public override async ValueTask<IReadOnlyList<string>> CheckSafetyAsync(CancellationToken cancellationToken)
    {
        var (isStandby, cache) = (await ReadListAsync(
            $"""
            select pg_is_in_recovery(), coalesce((select cache_size from pg_sequences
              where quote_ident(schemaname) || '.' || quote_ident(sequencename) = pg_get_serial_sequence('{Dialect.Outbox}', 'id')), 1)
            """,
            static reader => (reader.GetBoolean(0), reader.GetInt64(1)),
            cancellationToken).ConfigureAwait(false))[0];
        if (isStandby)
        {
            throw new GoQueueConfigurationException($"{Description} is a standby, which cannot be written to: give the outbox the primary, for instance with 'Target Session Attributes=primary'.");
        }

        if (cache > 1)
        {
            throw new GoQueueConfigurationException($"The sequence of {Dialect.Outbox}.id has CACHE {cache}, so that ids are not in the order of the writes: set it to 1, 'alter table {Dialect.Outbox} alter id set cache 1'.");
        }

        return [];
    }

    public override ValueTask CreateSchemaAsync(string publisher, CancellationToken cancellationToken) =>
        new(ExecuteAsync([PostgreSqlOutbox.Script(dialect.SchemaName, publisher)], cancellationToken).AsTask());

    public override ValueTask<ReadResult> ReadAsync(ReadRequest request, CancellationToken cancellationToken) => RunAsync(
        async (connection, token) =>
        {
            var batch = connection.CreateBatch();
            await using var disposing = batch.ConfigureAwait(false);

            // Before the rows: what these numbers call ended is then visible in them.
            Add(batch, "select pg_snapshot_xmin(s)::text::bigint, pg_snapshot_xmax(s)::text::bigint from pg_current_snapshot() s");
            Add(batch, ReadText(request));

            // Behind the rows: every commit that they show has an earlier place in the log.
            if (durableReads)
            {
                Add(batch, "select pg_current_wal_flush_lsn() >= pg_current_wal_insert_lsn()");
            }

            var reader = await batch.ExecuteReaderAsync(token).ConfigureAwait(false);
            await using var closing = reader.ConfigureAwait(false);
            await reader.ReadAsync(token).ConfigureAwait(false);
            var (oldest, next) = (reader.GetInt64(0), reader.GetInt64(1));
            await reader.NextResultAsync(token).ConfigureAwait(false);
            var rows = new List<OutboxRow>();
            long bytes = 0;
            while (await reader.ReadAsync(token).ConfigureAwait(false))
            {
                var row = ReadRow(reader);
                rows.Add(row);
                bytes += row.Bytes;
            }

            if (durableReads && rows.Count > 0)
            {
                await reader.NextResultAsync(token).ConfigureAwait(false);
                await reader.ReadAsync(token).ConfigureAwait(false);
                if (!reader.GetBoolean(0))
                {
                    await reader.CloseAsync().ConfigureAwait(false);
                    await FlushAsync(connection, token).ConfigureAwait(false);
                }
            }

            return new ReadResult(rows, bytes >= request.Bytes, oldest, next);
        },
        cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        if (ownsDataSource)
        {
            await dataSource.DisposeAsync().ConfigureAwait(false);
        }
    }

    protected override async ValueTask<T> RunAsync<T>(Func<DbConnection, CancellationToken, ValueTask<T>> work, CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var returning = connection.ConfigureAwait(false);
        return await work(connection, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Waits until the log is on disk: a transaction with synchronous_commit = off may be visible before it is safe. A
    /// commit of our own takes everything before it along; the setting holds for that one statement.
    /// </summary>
    private static async ValueTask FlushAsync(DbConnection connection, CancellationToken cancellationToken) => await ScalarAsync(
        connection,
        "select set_config('synchronous_commit', 'local', true), pg_logical_emit_message(true, 'goqueue', '')",
        cancellationToken).ConfigureAwait(false);

    private static void Add(DbBatch batch, string text)
    {
        var command = batch.CreateBatchCommand();
#pragma warning disable CA2100 // Names of tables are plain, and values are numbers.
        command.CommandText = text;
#pragma warning restore CA2100
        batch.BatchCommands.Add(command);
    }

    private string ReadText(ReadRequest request)
    {
        const string Columns = "id, key_hash, written_at, envelope, body";
        var parts = new List<string>();
        AddRanges(request.Ranges, parts, Columns);
        if (request.Rows > 0)
        {
            parts.Add($"(select {Columns} from {dialect.Outbox} where id > {SqlDialect.Literal(request.After)} order by id limit {request.Rows})");
        }

        return $"""
            select id, 0::bigint, key_hash, {dialect.MillisecondsSince("written_at")}, 0::int, null::bigint, envelope, body from (
              select r.*, sum(octet_length(envelope) + octet_length(body)) over (order by id rows unbounded preceding) as total
              from ({string.Join(" union all ", parts)}) r) x
            where total - octet_length(envelope) - octet_length(body) < {SqlDialect.Literal(request.Bytes)} order by id
            """;
    }

    /// <summary>Small ranges as a list of ids, large ones as scans of the index.</summary>
    private void AddRanges(IReadOnlyList<IdRange> ranges, List<string> parts, string columns)
    {
        var ids = new List<long>();
        var scans = new List<IdRange>();
        foreach (var range in ranges)
        {
            if (range.Count <= 64 && ids.Count + range.Count <= IdsInOneList)
            {
                for (var id = range.First; id <= range.Last; id++)
                {
                    ids.Add(id);
                }
            }
            else if (scans.Count < MostRangeScans)
            {
                scans.Add(range);
            }
            else
            {
                // Too many: the last one takes what lies between as well; rows that are known are left out afterwards.
                scans[^1] = new IdRange(scans[^1].First, range.Last);
            }
        }

        if (ids.Count > 0)
        {
            parts.Add($"(select {columns} from {dialect.Outbox} where id = any('{{{SqlDialect.Literals(ids)}}}'::bigint[]))");
        }

        foreach (var range in scans)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"(select {columns} from {dialect.Outbox} where id between {range.First} and {range.Last} order by id limit 1000)"));
        }
    }
}
