using System.Runtime.CompilerServices;
using System.Text;
using Xunit;

namespace GoQueue.Generators.Tests.Harness;

/// <summary>
/// Compares generated files with those accepted before, by the conventions of Verify.SourceGenerators: each file stands beside its test as
/// <c>Class.Method#hintName.verified.cs</c>; where it differs, the new text is written as <c>.received.cs</c>. With
/// <c>GOQUEUE_ACCEPT_SNAPSHOTS=1</c> in the environment what was received is accepted.
/// </summary>
public static class Snapshot
{
    private static readonly bool s_accept = Environment.GetEnvironmentVariable("GOQUEUE_ACCEPT_SNAPSHOTS") == "1";

    /// <summary>Compares all files of a run.</summary>
    public static void Match(GeneratorRun run, [CallerFilePath] string testFile = "", [CallerMemberName] string method = "") =>
        Match(run.Files, testFile, method);

    /// <summary>Compares named texts.</summary>
    public static void Match(IReadOnlyDictionary<string, string> files, [CallerFilePath] string testFile = "", [CallerMemberName] string method = "")
    {
        var folder = Path.GetDirectoryName(testFile)!;
        var prefix = $"{Path.GetFileNameWithoutExtension(testFile)}.{method}#";
        foreach (var stale in Directory.EnumerateFiles(folder, prefix + "*.received.cs"))
        {
            File.Delete(stale);
        }

        var verified = Directory.EnumerateFiles(folder, prefix + "*.verified.cs").ToHashSet(StringComparer.Ordinal);
        var differences = new List<string>();
        foreach (var (hintName, text) in files)
        {
            var name = Path.Combine(folder, prefix + NameOf(hintName));
            var content = $"//HintName: {hintName}\n{text}";
            if (!verified.Remove(name + ".verified.cs") || Read(name + ".verified.cs") != content)
            {
                differences.Add(Path.GetFileName(name));
                File.WriteAllText(name + (s_accept ? ".verified.cs" : ".received.cs"), content, Encoding.UTF8);
            }
        }

        foreach (var gone in verified)
        {
            differences.Add($"{Path.GetFileName(gone)} (no longer generated)");
            if (s_accept)
            {
                File.Delete(gone);
            }
        }

        Assert.True(
            s_accept || differences.Count == 0,
            $"Generated files differ from those accepted; compare the .received.cs with the .verified.cs, and accept with GOQUEUE_ACCEPT_SNAPSHOTS=1:\n{string.Join('\n', differences)}");
    }

    private static string Read(string file) => File.ReadAllText(file).Replace("\r\n", "\n", StringComparison.Ordinal);

    // A hint name's .cs is the extension of the snapshot file.
    private static string NameOf(string hintName) => hintName.EndsWith(".cs", StringComparison.Ordinal) ? hintName[..^3] : hintName;
}
