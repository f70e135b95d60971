using System.Collections;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Http.Features;

namespace Auth.Bench.Pipeline;

/// <summary>One connection: its requests follow each other and allocate nothing themselves.</summary>
internal abstract class Exchange : IFeatureCollection
{
    private readonly (Type Type, object Feature)[] _items = new (Type, object)[32];
    private readonly HttpRequestFeature _request = new()
    {
        Method = "GET",
        Path = "/",
        Scheme = "http",
    };
    private readonly HttpResponseFeature _response = new();
    private readonly StreamResponseBodyFeature _body = new(Stream.Null);
    private readonly HttpConnectionFeature _connection = new() { RemoteIpAddress = IPAddress.Parse("192.0.2.1") };
    private int _count;

    /// <summary>Where the caller is.</summary>
    public IPAddress? Address
    {
        get => _connection.RemoteIpAddress;
        set => _connection.RemoteIpAddress = value;
    }

    public bool IsReadOnly => false;

    public int Revision { get; private set; }

    public object? this[Type key]
    {
        get
        {
            for (var i = 0; i < _count; i++)
            {
                if (_items[i].Type == key)
                {
                    return _items[i].Feature;
                }
            }

            return null;
        }
        set
        {
            Revision++;
            for (var i = 0; i < _count; i++)
            {
                if (_items[i].Type == key)
                {
                    _items[i] = value is null ? _items[--_count] : (key, value);
                    return;
                }
            }

            if (value is not null)
            {
                _items[_count++] = (key, value);
            }
        }
    }

    /// <summary>Sends a GET for <c>/</c>.</summary>
    /// <returns>The status.</returns>
    public async ValueTask<int> SendAsync(string? authorization)
    {
        _count = 0;
        _request.Headers.Clear();
        _response.Headers.Clear();
        _response.StatusCode = 200;
        if (authorization is not null)
        {
            _request.Headers.Authorization = authorization;
        }

        Set<IHttpRequestFeature>(_request);
        Set<IHttpResponseFeature>(_response);
        Set<IHttpResponseBodyFeature>(_body);
        Set<IHttpConnectionFeature>(_connection);
        await ProcessAsync();
        return _response.StatusCode;
    }

    public TFeature? Get<TFeature>() => (TFeature?)this[typeof(TFeature)];

    public void Set<TFeature>(TFeature? instance) => this[typeof(TFeature)] = instance;

    public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() =>
        _items.Take(_count).Select(item => KeyValuePair.Create(item.Type, item.Feature)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    protected abstract Task ProcessAsync();
}

/// <summary>A connection whose host keeps its context from one request to the next.</summary>
internal sealed class Exchange<TContext>(IHttpApplication<TContext> application)
    : Exchange,
        IHostContextContainer<TContext>
    where TContext : notnull
{
    public TContext? HostContext { get; set; }

    protected override async Task ProcessAsync()
    {
        var context = application.CreateContext(this);
        try
        {
            await application.ProcessRequestAsync(context);
        }
        finally
        {
            application.DisposeContext(context, exception: null);
        }
    }
}
