using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GoQueue.Brokers;

/// <summary>
/// A certificate authority for one test: issues server certificates that are right, expired or for another host, as PEM files for
/// a node and as certificates for a scripted broker. Nothing is added to the machine's trust. The files go with it.
/// </summary>
public sealed class TlsAuthority : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("goqueue-tls-").FullName;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private int _issued;

    private TlsAuthority(string name)
    {
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        Certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-2), DateTimeOffset.UtcNow.AddYears(2));
        AuthorityFile = Path.Combine(_folder, "authority.pem");
        File.WriteAllText(AuthorityFile, Certificate.ExportCertificatePem());
    }

    /// <summary>The authority's own certificate: what a client must trust.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>The same as a PEM file.</summary>
    public string AuthorityFile { get; }

    /// <summary>Makes a new authority. Two of them do not trust each other: that is the bad certificate.</summary>
    public static TlsAuthority Create(string name = "GoQueue test authority") => new(name);

    /// <summary>A certificate that is right for localhost and 127.0.0.1.</summary>
    public TlsFiles IssueForLocalhost() => Issue("localhost", DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));

    /// <summary>The same, but it ended yesterday.</summary>
    public TlsFiles IssueExpired() => Issue("localhost", DateTimeOffset.UtcNow.AddDays(-30), DateTimeOffset.UtcNow.AddDays(-1));

    /// <summary>A valid certificate of another host.</summary>
    public TlsFiles IssueForOtherHost() => Issue("broker.example.com", DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));

    /// <summary>A certificate by which a client identifies itself; <paramref name="user"/> is its common name.</summary>
    public TlsFiles IssueForClient(string user) => Issue(user, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30), "1.3.6.1.5.5.7.3.2");

    /// <summary>Loads what was issued, with its key, for a server inside the test process.</summary>
    public static X509Certificate2 Load(TlsFiles files)
    {
        using X509Certificate2 certificate = X509Certificate2.CreateFromPemFile(files.Certificate, files.Key);
        // Through PKCS #12: SslStream does not take keys that only live in memory on every platform.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>How a client of this authority checks a server: this root only, no look at revocation lists.</summary>
    public X509ChainPolicy CreatePolicy()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(Certificate);
        return policy;
    }

    /// <summary>The same check as a callback, for clients that take no policy: the host name must be right, and the chain end here.</summary>
    public bool IsTrusted(X509Certificate? certificate, SslPolicyErrors errors)
    {
        using var chain = new X509Chain { ChainPolicy = CreatePolicy() };
        return certificate is X509Certificate2 server && (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == 0 && chain.Build(server);
    }

    /// <summary>Deletes the files.</summary>
    public void Dispose()
    {
        Certificate.Dispose();
        _key.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private TlsFiles Issue(string host, DateTimeOffset from, DateTimeOffset to, string usage = "1.3.6.1.5.5.7.3.1")
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        if (host == "localhost")
        {
            names.AddIpAddress(IPAddress.Loopback);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: false));
        using X509Certificate2 certificate = request.Create(Certificate, from, to, RandomNumberGenerator.GetBytes(8));

        int number = Interlocked.Increment(ref _issued);
        var files = new TlsFiles(AuthorityFile, Path.Combine(_folder, $"server{number}.pem"), Path.Combine(_folder, $"server{number}.key"));
        File.WriteAllText(files.Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(files.Key, key.ExportPkcs8PrivateKeyPem());
        return files;
    }
}
