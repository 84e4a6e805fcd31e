using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using GoQueue.Brokers;
using GoQueue.Brokers.Proxies;
using GoQueue.Throughput.Columns;

namespace GoQueue.Throughput.Measuring;

/// <summary>
/// This build and an older one of this program, measured in turns against one broker: over loopback, over TLS, or through
/// a proxy that delays. The builds share nothing but the arguments of <c>measure</c>.
/// </summary>
/// <param name="other">The older build's <c>GoQueue.Throughput.dll</c>.</param>
/// <param name="rounds">How often each cell is measured with each build.</param>
/// <param name="seconds">How long, after the warm-up.</param>
internal sealed class Comparison(string other, int rounds, double seconds)
{
    /// <summary>Prints a line per row: the median of the ratios of one round, this build ÷ the other.</summary>
    /// <param name="rows">The rows, as <see cref="Cell.Rows"/> writes them.</param>
    /// <param name="usesTls">Whether the connections are encrypted.</param>
    /// <param name="delay">The proxy's delay in each direction; zero for no proxy.</param>
    public async Task RunAsync(IReadOnlyList<string> rows, bool usesTls, TimeSpan delay)
    {
        using var authority = TlsAuthority.Create();
        await using PrivateRabbitMqNode node = await PrivateRabbitMqNode.StartAsync(new() { Tls = usesTls ? authority.IssueForLocalhost() : null });
        await using TcpFaultProxy proxy = TcpFaultProxy.Start(usesTls ? node.TlsUri : node.Uri);
        proxy.Delay(delay);
        Uri target = delay > TimeSpan.Zero ? proxy.Uri : usesTls ? node.TlsUri : node.Uri;
        string way = $"{(usesTls ? "TLS" : "loopback")}{(delay > TimeSpan.Zero ? $", {delay.TotalMilliseconds} ms delay" : null)}";
        foreach (string row in rows)
        {
            Cell cell = Cell.OfRow(row).Single(static cell => cell.Column == ColumnNames.Transport);
            await Topology.DeclareAsync(node.Uri, cell.Queue);
            var times = new List<double>();
            var cpus = new List<double>();
            for (int round = 0; round < rounds; round++)
            {
                // The first of a round takes turns, too: a machine that warms up favors the second.
                bool isOtherFirst = round % 2 == 1;
                Measurement first = await MeasureAsync(isOtherFirst ? other : null, target, cell, authority.AuthorityFile);
                Measurement second = await MeasureAsync(isOtherFirst ? null : other, target, cell, authority.AuthorityFile);
                (Measurement ours, Measurement others) = isOtherFirst ? (second, first) : (first, second);
                times.Add(others.PerSecond / ours.PerSecond);
                cpus.Add(ours.CpuMicroseconds / others.CpuMicroseconds);
                Console.Error.WriteLine($"{row}, {way}: {ours.PerSecond:N0}/s against {others.PerSecond:N0}/s, {ours.CpuMicroseconds:0.0} us against {others.CpuMicroseconds:0.0} us");
            }

            Console.WriteLine($"{row}, {way}: time × {Median(times):0.00}, CPU × {Median(cpus):0.00} of the other build");
        }
    }

    private async Task<Measurement> MeasureAsync(string? build, Uri uri, Cell cell, string authority)
    {
        string[] arguments =
        [
            "measure", uri.ToString(), cell.Column, cell.InFlight.ToString(CultureInfo.InvariantCulture), cell.Payload.ToString(CultureInfo.InvariantCulture),
            cell.Queue.ToString(), seconds.ToString(CultureInfo.InvariantCulture),
        ];
        ProcessStartInfo start = build is null
            ? ThisProgram.Start(arguments)
            : new ProcessStartInfo("dotnet", ["exec", build, .. arguments]) { RedirectStandardOutput = true };

        // What OpenSSL trusts in place of the machine's roots.
        start.Environment["SSL_CERT_FILE"] = authority;
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<Measurement>(output)!
            : throw new InvalidOperationException($"Measuring {cell} ended with {process.ExitCode}: {output}");
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
