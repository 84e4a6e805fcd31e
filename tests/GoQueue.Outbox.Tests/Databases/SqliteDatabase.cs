using System.Data.Common;
using GoQueue.Outbox.Sqlite;
using GoQueue.Outbox.Stores;
using Microsoft.Data.Sqlite;

namespace GoQueue.Outbox.Tests.Databases;

/// <summary>A SQLite file in a folder of its own.</summary>
public sealed class SqliteDatabase : TestDatabase
{
    private readonly string _folder = Directory.CreateTempSubdirectory("goqueue-outbox-").FullName;

    public string ConnectionString => $"Data Source={Path.Combine(_folder, "shop.db")};Pooling=false";

    internal override string Prefix => "goqueue_";

    public static async Task<TestDatabase> CreateAsync()
    {
        var database = new SqliteDatabase();
        await database.ExecuteAsync("pragma journal_mode = wal");
        await database.ExecuteAsync("create table orders (number integer primary key, customer text)");
        return database;
    }

    public override DbConnection CreateConnection() => new SqliteConnection(ConnectionString);

    public override void Use(GoQueueServiceBuilder builder, Action<OutboxOptions>? configure = null) =>
        builder.UseSqliteOutbox(ConnectionString, options =>
        {
            options.CreateSchema = SchemaCreation.IfMissing;
            configure?.Invoke(options);
        });

    internal override SqlOutboxStore CreateStore() => new SqliteOutboxStore(ConnectionString, new SqliteDialect(Prefix));

    public override ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
