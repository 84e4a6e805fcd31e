using System.Diagnostics;
using System.Reflection;
using System.Text;
using GoQueue.Generators.Tests.Harness;
using Xunit;

namespace GoQueue.Generators.Tests.Contracts;

/// <summary>A folder in which the command line runs as a program.</summary>
internal sealed class ToolFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("goqueue-tool-");

    public string Root => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);

    public string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Compiles events into an assembly.</summary>
    public string Emit(string name, string source)
    {
        var path = PathOf(name + ".dll");
        using var stream = File.Create(path);
        Assert.True(ContractProject.Run(source).Output.Emit(stream).Success);
        return path;
    }

    public string Read(string name) => File.ReadAllText(PathOf(name));

    public void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
    }

    /// <summary>Commits everything in the folder.</summary>
    public void Commit(string message)
    {
        if (!Directory.Exists(PathOf(".git")))
        {
            Run("git", "init", "-q", "-b", "main");
        }

        Run("git", "add", "--all");
        Run("git", "-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false", "commit", "-q", "-m", message);
    }

    public (int ExitCode, string Output) Tool(params string[] arguments) => RunIn(Root, ProgramOf("GoQueue.Tool", "dotnet-goqueue"), arguments);

    public (int ExitCode, string Output) ToolIn(string folder, params string[] arguments) => RunIn(PathOf(folder), ProgramOf("GoQueue.Tool", "dotnet-goqueue"), arguments);

    public (int ExitCode, string Output) Run(string program, params string[] arguments) => RunIn(Root, program, arguments);

    public static string ProgramOf(string project, string name) => Path.Combine(
        Repository.PathOf("src", project), "bin",
        typeof(ToolFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "Configuration").Value!, "net10.0", name + ".dll");

    private static (int ExitCode, string Output) RunIn(string folder, string program, string[] arguments)
    {
        var isAssembly = program.EndsWith(".dll", StringComparison.Ordinal);
        var start = new ProcessStartInfo(isAssembly ? "dotnet" : program, isAssembly ? ["exec", program, .. arguments] : arguments)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, (output + errors.GetAwaiter().GetResult()).ReplaceLineEndings("\n"));
    }
}
