namespace GoQueue.Brokers;

/// <summary>Where the programs of RabbitMQ and Erlang are on this machine.</summary>
/// <param name="Folder">The folder with the plain scripts (not Debian's wrappers in /usr/sbin, which switch to the user rabbitmq).</param>
/// <param name="PortMapper">Erlang's port mapper, epmd.</param>
public sealed record RabbitMqInstallation(string Folder, string PortMapper)
{
    /// <summary>Names a folder with <c>rabbitmq-server</c> and <c>rabbitmqctl</c> when they are in an unusual place.</summary>
    public const string FolderVariable = "GOQUEUE_RABBITMQ_BIN";

    private static readonly string[] KnownFolders = ["/usr/lib/rabbitmq/bin", "/opt/rabbitmq/sbin", "/usr/local/lib/rabbitmq/sbin"];

    /// <summary>The script that starts a node.</summary>
    public string Server => Path.Combine(Folder, "rabbitmq-server");

    /// <summary>The script that controls a node.</summary>
    public string Control => Path.Combine(Folder, "rabbitmqctl");

    /// <summary>The folder with <c>erl</c>, which RabbitMQ's scripts look for on the PATH.</summary>
    public string ErlangFolder => Path.GetDirectoryName(PortMapper)!;

    /// <summary>Finds the installation.</summary>
    /// <exception cref="BrokerSetupException">There is none; the message says how to install it.</exception>
    public static RabbitMqInstallation Locate() =>
        Locate(Environment.GetEnvironmentVariable(FolderVariable), Environment.GetEnvironmentVariable("PATH"));

    /// <summary>Finds the installation with these settings in place of the process's environment.</summary>
    /// <param name="folder">The only folder to look into; null or empty for the usual ones.</param>
    /// <param name="path">The search path for <c>epmd</c>, unless Erlang is beside RabbitMQ: one installation must not mix two of them.</param>
    /// <exception cref="BrokerSetupException">There is none; the message says how to install it.</exception>
    public static RabbitMqInstallation Locate(string? folder, string? path)
    {
        string[] folders = string.IsNullOrEmpty(folder) ? KnownFolders : [folder];
        string server = folders.FirstOrDefault(candidate => File.Exists(Path.Combine(candidate, "rabbitmq-server")))
            ?? throw NotInstalled($"rabbitmq-server is not in {string.Join(" or ", folders)}");
        string beside = Path.GetFullPath(Path.Combine(server, "../../erlang/bin"));
        string mapper = (path ?? "").Split(':').Prepend(beside).Select(static candidate => Path.Combine(candidate, "epmd")).FirstOrDefault(File.Exists)
            ?? throw NotInstalled($"Erlang's epmd is neither in {beside} nor on the PATH");
        return new RabbitMqInstallation(server, mapper);
    }

    /// <summary>The version, read from the name of the folder beside the programs, such as <c>rabbitmq_server-4.0.5</c>; null if there is none.</summary>
    public string? FindVersion() => new[] { "../lib", "../.." }
        .Select(folder => new DirectoryInfo(Path.Combine(Folder, folder)))
        .Where(static folder => folder.Exists)
        .SelectMany(static folder => folder.EnumerateDirectories("rabbitmq_server-*"))
        .Select(static folder => folder.Name[(folder.Name.IndexOf('-', StringComparison.Ordinal) + 1)..])
        .FirstOrDefault();

    /// <summary>Makes RabbitMQ's scripts find this installation's Erlang first.</summary>
    internal void ApplyTo(IDictionary<string, string?> environment) =>
        environment["PATH"] = environment.TryGetValue("PATH", out string? path) && !string.IsNullOrEmpty(path) ? $"{ErlangFolder}:{path}" : ErlangFolder;

    private static BrokerSetupException NotInstalled(string fault) => new(
        $"{fault}, so the tests that need a real broker cannot run: install it with 'apt-get install rabbitmq-server', "
        + $"or set {TestBroker.UriVariable} to the URI of a broker that tests may use.");
}
