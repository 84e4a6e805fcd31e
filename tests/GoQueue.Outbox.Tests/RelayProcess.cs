using System.Diagnostics;
using System.Reflection;
using GoQueue.Outbox.Tests.Databases;

namespace GoQueue.Outbox.Tests;

/// <summary>A relay in a process of its own, to be killed.</summary>
internal sealed class RelayProcess : IAsyncDisposable
{
    private readonly Process _process;

    private RelayProcess(Process process) => _process = process;

    public int Id => _process.Id;

    /// <summary>Starts a relay; it may have to wait for the lease.</summary>
    public static RelayProcess Start(TestDatabase database, Uri broker)
    {
        string host = typeof(RelayProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static one => one.Key == "OutboxHost").Value!;
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true };
        string connectionString = database is SqliteDatabase sqlite ? sqlite.ConnectionString : ((PostgreSqlDatabase)database).ConnectionString;
        foreach (string argument in (string[])["exec", host, database is SqliteDatabase ? "SQLite" : "PostgreSQL", connectionString, broker.ToString()])
        {
            start.ArgumentList.Add(argument);
        }

        return new RelayProcess(Process.Start(start)!);
    }

    /// <summary>Waits until it relays.</summary>
    public async Task HasLeaseAsync()
    {
        string? line = await _process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal("relaying", line);
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>kill -STOP: it has the lease and does nothing.</summary>
    public void Pause() => Signal("-STOP");

    /// <summary>kill -CONT.</summary>
    public void Continue() => Signal("-CONT");

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private void Signal(string name)
    {
        using Process kill = Process.Start("kill", [name, _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
