"""The menu of the site, which may come before everything else, and the box that offers its app.

Most mirrors have the English menu in every language; some have one of their own. In all of them the products keep their
names, so that a menu in another language is recognized by these.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Menu(NamedTuple):
    """The lines of the menu in one language."""

    language: str
    seen: str
    """Where they were seen."""
    lines: str
    """The lines, divided by bars."""


MENUS = (
    Menu(
        "en",
        "posts under gate.com/post/status and its mirrors, 2025 and 2026",
        """Futures | Access hundreds of perpetual contracts | CFD | TradFi | Gold
        One platform for global traditional assets | Options | Hot | Trade European-style vanilla options
        Unified Account | Maximize your capital efficiency | Demo Trading | Introduction to Futures Trading
        Learn the basics of futures trading | Prepare for your futures trading | Futures Events
        Join events to earn rewards | Participate in events to win generous rewards
        Use virtual funds to practice risk-free trading | Use virtual funds to experience risk-free trading
        Launch | CandyDrop | Collect candies to earn airdrops | Launchpool | Quick staking, earn potential new tokens
        HODLer Airdrop | Hold GT and get massive airdrops for free | Launchpad | Be early to the next big token project
        IPO Access | Pre-IPOs | Unlock full access to global stock IPOs
        Alpha Points | Trade on-chain assets and earn airdrops
        Futures Points | Earn futures points and claim airdrop rewards | Promotions | AI | Gate AI
        Your all-in-one conversational AI partner | Gate AI Bot | Use Gate AI directly in your social App
        GateClaw | Gate Blue Lobster, ready to go | Gate for AI Agent | AI infrastructure, Gate MCP, Skills, and CLI
        Gate Skills Hub | 10K+ Skills
        From office tasks to trading, the all-in-one skill hub makes AI even more useful.
        GateRouter | Smartly choose from 40+ AI models, with 0% extra fees""",
    ),
    Menu(
        "id",
        "www.gate.com/id/post/status/19651301 and www.bquan.live/id/post/status/18271795",
        """Dasar | Spot | Perdagangkan kripto dengan bebas | Perdagangan Margin
        Perbesar keuntungan Anda dengan leverage | Konversi & Investasi Otomatis | 0 Fees
        Perdagangkan dalam ukuran berapa pun tanpa biaya dan tanpa slippage | ETF
        Dapatkan eksposur ke posisi leverage dengan mudah | Perdagangan Pre-Market
        Perdagangkan token baru sebelum listing | Futures | Akses ribuan kontrak perpetual | TradFi | Emas
        Satu platform aset tradisional global | Opsi | Hot | Perdagangkan Opsi Vanilla ala Eropa | Akun Terpadu
        Memaksimalkan efisiensi modal Anda | Perdagangan Demo | Pengantar tentang Perdagangan Futures
        Bersiap untuk perdagangan futures Anda | Acara Futures | Gabung acara & dapatkan hadiah
        Gunakan dana virtual untuk merasakan perdagangan bebas risiko | Peluncuran | CandyDrop
        Koleksi permen untuk mendapatkan airdrop | Launchpool | Staking cepat, dapatkan token baru yang potensial
        HODLer Airdrop | Pegang GT dan dapatkan airdrop besar secara gratis | Launchpad
        Jadi yang pertama untuk proyek token besar berikutnya | Poin Alpha | Perdagangkan aset on-chain, raih airdrop
        Poin Futures | Dapatkan poin futures dan klaim hadiah airdrop | Investasi | Simple Earn
        Dapatkan bunga dengan token yang menganggur | Investasi Otomatis | Investasi otomatis secara teratur
        Investasi Ganda | Keuntungan dari volatilitas pasar | Soft Staking
        Dapatkan hadiah dengan staking fleksibel | Pinjaman Kripto
        Menjaminkan satu kripto untuk meminjam kripto lainnya | Pusat Peminjaman | Hub Peminjaman Terpadu""",
    ),
    Menu(
        "es",
        "www.gateex.org/es/post/status/17208242",
        """Básico | Spot | Opera con criptomonedas libremente | Margen
        Multiplica tus beneficios con el apalancamiento | Convertir e Inversión automática | 0 Fees
        Opera cualquier volumen sin tarifas ni deslizamiento | ETF
        Obtén exposición a posiciones apalancadas de forma sencilla | Trading premercado
        Opera nuevos tokens antes de su listado | Contrato | Accede a cientos de contratos perpetuos | TradFi | Oro
        Plataforma global de activos tradicionales | Opciones | Hot | Opera con opciones estándar al estilo europeo
        Cuenta unificada | Maximiza la eficacia de tu capital | Trading de prueba
        Introducción al trading de futuros | Prepárate para operar con futuros | Eventos de futuros
        Únete a eventos para ganar recompensas | Usa fondos virtuales para probar el trading sin asumir riesgos
        Lanzamiento | CandyDrop | Acumula golosinas para ganar airdrops | Launchpool
        Staking rápido, ¡gana nuevos tokens con potencial! | HODLer Airdrop
        Holdea GT y consigue airdrops enormes gratis | Launchpad
        Anticípate a los demás en el próximo gran proyecto de tokens | Puntos Alpha
        Opera activos on-chain y recibe airdrops | Puntos de futuros
        Gana puntos de futuros y reclama recompensas de airdrop | Inversión | Simple Earn
        Genera intereses con los tokens inactivos | Inversión automática | Invierte automáticamente de forma regular
        Inversión dual | Aprovecha la volatilidad del mercado | Staking flexible
        Gana recompensas con el staking flexible | Préstamo de criptomonedas
        Usa tu cripto como garantía y pide otra en préstamo | Centro de préstamos | Centro de préstamos integral
        Centro de patrimonio VIP | Planes de aumento patrimonial prémium | Gestión patrimonial privada
        Asignación de activos prémium | Quant Fund | Estrategias cuantitativas de alto nivel | Staking
        Haz staking de criptomonedas para ganar en productos PoS | Apalancamiento inteligente | New
        Apalancamiento sin liquidación | Acuñación de GUSD | Acuña GUSD y gana rentabilidad de RWA""",
    ),
    Menu(
        "uk",
        "www.gate.ac/uk/post/status/16767619 and bi.live/uk/post/status/19608321",
        """Ф'ючерси | Сотні безстрокових контрактів | TradFi | Золото | Одна платформа для світових активів | Опціони
        Hot | Торгівля ванільними опціонами європейського зразка | Єдиний рахунок
        Максимізуйте ефективність вашого капіталу | Демо торгівля | Вступ до ф'ючерсної торгівлі
        Підготуйтеся до ф’ючерсної торгівлі | Ф'ючерсні події | Заробляйте, беручи участь в подіях
        Використовуйте віртуальні кошти для безризикової торгівлі | Запуск | CandyDrop
        Збирайте цукерки, щоб заробити аірдропи | Launchpool | Швидкий стейкінг, заробляйте нові токени
        HODLer Airdrop | Утримуйте GT і отримуйте масові аірдропи безкоштовно | Launchpad
        Будьте першими в наступному великому проекту токенів | Alpha Поінти | Ончейн-торгівля та аірдропи
        Ф'ючерсні бали | Заробляйте фʼючерсні бали та отримуйте аірдроп-винагороди | Інвестиції | Simple Earn
        Заробляйте відсотки за допомогою неактивних токенів | Автоінвестування
        Автоматичне інвестування на регулярній основі | Подвійні інвестиції | Прибуток від волатильності ринку
        Soft Staking | Earn rewards with flexible staking | Криптопозика | 0 Fees
        Заставте одну криптовалюту, щоб позичити іншу | Центр кредитування | Єдиний центр кредитування""",
    ),
)  # fmt: skip

MAX_KEY_CHARS = 1_000
"""Characters of a line that are compared: no line of a menu has as many."""
_DIGITS = re.compile(r"\d+")


def key(line: str) -> str:
    """A line as it is compared: without case, and with the same digits for all numbers, which change over time."""
    return _DIGITS.sub("0", line[:MAX_KEY_CHARS].casefold())


NAVIGATION = frozenset(
    line.strip()
    for menu in MENUS
    for line in _DIGITS.sub("0", menu.lines.casefold()).replace("\n", "|").split("|")
    if line.strip()
)
"""All lines of the menus."""

PRODUCTS = frozenset(
    key(name)
    for name in (
        "TradFi", "CandyDrop", "Launchpool", "HODLer Airdrop", "Launchpad", "Simple Earn", "Soft Staking", "0 Fees",
        "Pre-IPOs", "Quant Fund", "Gate AI", "Gate AI Bot", "GateClaw", "Gate for AI Agent", "Gate Skills Hub",
        "GateRouter",
    )
)  # fmt: skip
"""Names that all menus leave untranslated, and that are hardly a line of an article."""

APP_BOX = frozenset(("scan to download gate app", "qrcode", "more download options", "don't remind me again today"))
"""Lines of the box that offers the app (data.gatenft.io/tr/post/status/15706515), in lower case."""
QR_CODE = "qrcode"
"""The label of the picture in it, which is the same in all languages."""
SUMMARY_ICON = "robot"
"""The label of the icon before the line that says that a summary is being made (gate.ac/ja/post/status/18474319)."""
