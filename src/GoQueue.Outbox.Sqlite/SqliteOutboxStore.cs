using System.Data.Common;
using GoQueue.Outbox.Stores;
using Microsoft.Data.Sqlite;

namespace GoQueue.Outbox.Sqlite;

/// <summary>The outbox's tables in a SQLite file, on one connection and one thread. SQLite has one writer: ids appear in their order. Thread-safe.</summary>
internal sealed class SqliteOutboxStore : SqlOutboxStore
{
    private const int BusyMilliseconds = 5000;

    private readonly SqliteConnectionStringBuilder _settings;
    private readonly StoreThread _thread;
    private SqliteConnection? _connection;

    public SqliteOutboxStore(string connectionString, SqliteDialect dialect)
        : base(dialect)
    {
        // A file that is gone must not be made anew in silence.
        _settings = new SqliteConnectionStringBuilder(connectionString) { Pooling = false, Mode = SqliteOpenMode.ReadWrite, DefaultTimeout = BusyMilliseconds / 1000 };
        _thread = new StoreThread($"GoQueue outbox {Path.GetFileName(_settings.DataSource)}");
    }

    public override string Description => $"SQLite {_settings.DataSource}";

    public override async ValueTask<IReadOnlyList<string>> CheckSafetyAsync(CancellationToken cancellationToken)
    {
        var mode = await RunAsync(static (connection, token) => ScalarAsync(connection, "pragma journal_mode", token), cancellationToken).ConfigureAwait(false) as string;
        return string.Equals(mode, "wal", StringComparison.OrdinalIgnoreCase)
            ? []
            : [$"The journal mode of {Description} is {mode}: readers and the writer block each other. Run 'pragma journal_mode = wal' once."];
    }

    public override async ValueTask CreateSchemaAsync(string publisher, CancellationToken cancellationToken)
    {
        var script = SqliteOutbox.Script(Dialect.TablePrefix, publisher);
        await _thread.RunAsync(() =>
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder(_settings.ToString()) { Mode = SqliteOpenMode.ReadWriteCreate }.ToString());
            connection.Open();
            Execute(connection, $"pragma busy_timeout = {BusyMilliseconds}");
            using var transaction = connection.BeginTransaction();
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The script of this package.
            command.CommandText = script;
#pragma warning restore CA2100
            command.Transaction = transaction;
            command.ExecuteNonQuery();
            transaction.Commit();
            return 0;
        }).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public override async ValueTask<ReadResult> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var conditions = request.Ranges.Select(static range => $"id between {SqlDialect.Literal(range.First)} and {SqlDialect.Literal(range.Last)}").ToList();
        if (request.Rows > 0)
        {
            conditions.Add($"id > {SqlDialect.Literal(request.After)}");
        }

        var limit = request.Rows + request.Ranges.Sum(static range => Math.Min(range.Count, 1000));
        var rows = await ReadListAsync(
            $"""
            select id, held, key_hash, age, attempts, route, envelope, body from (
              select id, 0 as held, key_hash, {Dialect.MillisecondsSince("written_at")} as age, 0 as attempts, null as route, envelope, body,
                sum(octet_length(envelope) + octet_length(body)) over (order by id rows unbounded preceding) as total
              from (select * from {Dialect.Outbox} where {string.Join(" or ", conditions)} order by id limit {limit}) o) t
            where total - octet_length(envelope) - octet_length(body) < {SqlDialect.Literal(request.Bytes)} order by id
            """,
            ReadRow,
            cancellationToken).ConfigureAwait(false);
        var bytes = rows.Sum(static row => (long)row.Bytes);
        return new ReadResult(rows, bytes >= request.Bytes, OldestTransaction: 0, NextTransaction: 0);
    }

    public override async ValueTask DisposeAsync()
    {
        try
        {
            await _thread.RunAsync(() =>
            {
                Close();
                return 0;
            }).ConfigureAwait(false);
        }
        catch (InvalidOperationException)
        {
            // Disposed before.
        }

        _thread.Dispose();
    }

    // The work's own tasks are complete when it returns: nothing of this provider is asynchronous.
    protected override async ValueTask<T> RunAsync<T>(Func<DbConnection, CancellationToken, ValueTask<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await _thread.RunAsync(() =>
        {
            try
            {
                return work(Open(), cancellationToken).AsTask().GetAwaiter().GetResult();
            }
            catch
            {
                // A new connection sees a file that was replaced.
                Close();
                throw;
            }
        }).ConfigureAwait(false);
    }

    private SqliteConnection Open()
    {
        if (_connection is null)
        {
            var connection = new SqliteConnection(_settings.ToString());
            try
            {
                connection.Open();

                // Without it the driver itself waits, and looks every 150 ms only.
                Execute(connection, $"pragma busy_timeout = {BusyMilliseconds}");
            }
            catch
            {
                connection.Dispose();
                throw;
            }

            _connection = connection;
        }

        return _connection;
    }

    private void Close()
    {
        _connection?.Dispose();
        _connection = null;
    }

    private static void Execute(SqliteConnection connection, string text)
    {
        using var command = Command(connection, text);
        command.ExecuteNonQuery();
    }
}
