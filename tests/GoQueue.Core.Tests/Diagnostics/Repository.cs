namespace GoQueue.Core.Tests.Diagnostics;

/// <summary>Finds files of the repository from a test's folder.</summary>
internal static class Repository
{
    public static string File(params string[] path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "GoQueue.Typed.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return Path.Combine([folder.FullName, .. path]);
    }
}
